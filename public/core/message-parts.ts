/** A message is text and stays text; only addresses that are safe to follow become links. */
export type MessagePart =
  | { kind: 'text'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'break' };

const CANDIDATE =
  /\b(?:https?:\/\/|mailto:)[^\s<>"'`\p{Cc}]+|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu;
const PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);
const CLOSERS: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

export function messageParts(text: string): MessagePart[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .flatMap((line, index): MessagePart[] => (index === 0 ? lineParts(line) : [{ kind: 'break' }, ...lineParts(line)]));
}

function lineParts(line: string): MessagePart[] {
  const parts: MessagePart[] = [];
  let end = 0;
  for (const match of line.matchAll(CANDIDATE)) {
    const text = withoutTrailingMarks(match[0]);
    const href = safeHref(text);
    if (!href) continue;
    if (match.index > end) parts.push({ kind: 'text', text: line.slice(end, match.index) });
    parts.push({ kind: 'link', text, href });
    end = match.index + text.length;
  }
  if (end < line.length) parts.push({ kind: 'text', text: line.slice(end) });
  return parts;
}

/** "See https://a.example/b)." ends before the bracket, unless the address opened it. */
function withoutTrailingMarks(candidate: string): string {
  let text = candidate;
  for (;;) {
    const last = text.at(-1) ?? '';
    const opener = CLOSERS[last];
    const isStray = opener ? count(text, opener) < count(text, last) : /[.,;:!?*_~…。、»”’]/u.test(last);
    if (!isStray) return text;
    text = text.slice(0, -last.length);
  }
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1;
}

function safeHref(text: string): string | null {
  const address = /^[a-z]+:/i.test(text) ? text : `mailto:${text}`;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return PROTOCOLS.has(url.protocol) ? url.href : null;
}
