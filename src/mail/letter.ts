import { shortened } from '../core/text';
import type { Quoted } from './mail-kinds';

/** A piece of a mail: text is always text, whoever wrote it, and links are ours alone. */
export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'code'; code: string }
  | { kind: 'link'; label: string; url: string }
  | { kind: 'quoted'; entries: readonly QuotedEntry[] }
  | { kind: 'small'; text: string; link?: { label: string; url: string } };

export interface QuotedEntry extends Omit<Quoted, 'at'> {
  /** As the reader reads times. */
  at: string;
}

export interface Letter {
  subject: string;
  blocks: readonly Block[];
}

/** One line, whatever a name brings along. */
export function oneLine(text: string, length = 150): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return line.length <= length ? line : `${shortened(line, length - 1)}…`;
}

export function asText(blocks: readonly Block[]): string {
  return `${blocks.map(textOf).join('\n\n')}\n`;
}

export function asHtml(blocks: readonly Block[], locale: string): string {
  const body = blocks.map(htmlOf).join('\n');
  return `<!doctype html>
<html lang="${escaped(locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1a1a1f;background:#fff">
<div style="max-width:560px;margin:0 auto">
${body}
</div></body></html>
`;
}

function textOf(block: Block): string {
  switch (block.kind) {
    case 'text':
      return block.text;
    case 'code':
      return `    ${block.code}`;
    case 'link':
      return `${block.label}:\n${block.url}`;
    case 'quoted':
      return block.entries
        .map(({ author, at, body, files }) => [`${author}, ${at}`, body, ...files].join('\n'))
        .join('\n\n');
    case 'small':
      return ['-- ', block.text, ...(block.link ? [`${block.link.label}: ${block.link.url}`] : [])].join('\n');
  }
}

const BUTTON =
  'display:inline-block;padding:10px 18px;border-radius:8px;background:#1a1a1f;color:#fff;text-decoration:none';

function htmlOf(block: Block): string {
  switch (block.kind) {
    case 'text':
      return `<p>${lines(block.text)}</p>`;
    case 'code':
      return `<p style="font-size:28px;letter-spacing:6px;font-weight:600">${escaped(block.code)}</p>`;
    case 'link':
      return `<p><a href="${escaped(block.url)}" style="${BUTTON}">${escaped(block.label)}</a></p>`;
    case 'quoted':
      return block.entries.map(entryHtml).join('\n');
    case 'small': {
      const link = block.link && ` <a href="${escaped(block.link.url)}">${escaped(block.link.label)}</a>`;
      return `<p style="font-size:13px;color:#6b6b76">${lines(block.text)}${link ?? ''}</p>`;
    }
  }
}

function entryHtml({ author, at, body, files }: QuotedEntry): string {
  const attached = files.map((file) => `<br><em>${escaped(file)}</em>`).join('');
  return `<div style="border-left:3px solid #d5d5dd;padding-left:12px;margin:16px 0">
<div style="font-size:13px;color:#6b6b76">${escaped(author)}, ${escaped(at)}</div><div>${lines(body)}${attached}</div></div>`;
}

function lines(text: string): string {
  return escaped(text).replace(/\r?\n/g, '<br>');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
