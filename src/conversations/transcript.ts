import { createHash } from 'node:crypto';
import type { MessageView } from '../contract/conversations.dto';
import type { Locale } from '../contract/shops.dto';
import { localTime } from '../core/local-time';
import { sentenceOf, transcriptWords } from './transcript-words';

export interface TranscriptHead {
  shop: string;
  /** Empty for a conversation without one. */
  customer: string;
  locale: Locale;
  timeZone: string;
}

type Messages = AsyncIterable<MessageView>;

/** A conversation to read anywhere, one message after the other. */
export async function* textTranscript(head: TranscriptHead, messages: Messages): AsyncGenerator<string> {
  const words = transcriptWords(head.locale);
  yield `${titleOf(head)}\r\n${words.times} ${head.timeZone}.\r\n`;
  for await (const message of messages) {
    const { at, who, body } = lineOf(message, head);
    yield `\r\n[${at}] ${who}:\r\n${body.replace(/\r\n|\r|\n/g, '\r\n')}\r\n`;
  }
}

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1c1c1f}
h1{font-size:1.25rem;margin:0}header p,time{color:#63636b}article{margin:1rem 0;break-inside:avoid}
article p{margin:.15rem 0 0;white-space:pre-wrap;overflow-wrap:anywhere}.note{border-left:3px solid #d9a400;padding-left:.75rem}
.system{color:#63636b}@media print{body{margin:0;max-width:none}}`;

/** The page may show its own style and nothing else: nothing runs, nothing is loaded, nothing is sent. */
export const TRANSCRIPT_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  'sandbox',
].join('; ');

/** The same as a page to print. */
export async function* pageTranscript(head: TranscriptHead, messages: Messages): AsyncGenerator<string> {
  const words = transcriptWords(head.locale);
  const title = escaped(titleOf(head));
  yield `<!doctype html>
<html lang="${head.locale}"><head><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style></head>
<body><header><h1>${title}</h1><p>${escaped(`${words.times} ${head.timeZone}.`)}</p></header>
`;
  for await (const message of messages) {
    const { at, who, body, kind } = lineOf(message, head);
    yield `<article class="${kind}"><b>${escaped(who)}</b> <time>${at}</time><p>${escaped(body)}</p></article>\n`;
  }
  yield '</body></html>\n';
}

function titleOf({ shop, customer, locale }: TranscriptHead): string {
  const words = transcriptWords(locale);
  return customer ? `${shop}: ${words.title} ${words.with} ${customer}` : `${shop}: ${words.title}`;
}

interface Line {
  at: string;
  who: string;
  body: string;
  kind: 'message' | 'note' | 'system';
}

function lineOf(message: MessageView, { locale, timeZone }: TranscriptHead): Line {
  const words = transcriptWords(locale);
  const at = localTime(new Date(message.createdAt), timeZone).slice(0, 19).replace('T', ' ');
  if (message.system) return { at, who: words.system, body: sentenceOf(message.system, locale), kind: 'system' };
  const isNote = message.visibility === 'internal';
  const files = message.attachments.map(({ name }) => `[${words.file}: ${name}]`);
  return {
    at,
    who: isNote ? `${message.author.name} (${words.note})` : message.author.name,
    body: [message.body, ...files].filter(Boolean).join('\n'),
    kind: isNote ? 'note' : 'message',
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
