import { createHash } from 'node:crypto';
import { type AddressObject, type Attachment, type ParsedMail, simpleParser } from 'mailparser';
import { v5 } from 'uuid';
import { normalKey } from '../core/normal';
import { replyIn } from './reply-text';

/** Of a name space of our own, so that the same mail always gets the same id. */
const MESSAGES = 'b8c0e1f2-5f0a-5c39-9d1f-6d3f6b0a7e51';
const HTML_BYTES = 1_000_000;
/** Where mail servers note to whom a mail was delivered. */
const DELIVERED_TO = ['delivered-to', 'x-original-to', 'envelope-to', 'x-forwarded-to'];

/** A mail that came in, as far as it matters here. */
export interface InboundMail {
  /** The same for the same mail, however often it comes. */
  clientId: string;
  from: string;
  /** Everybody it went to. */
  to: string[];
  body: string;
  files: Attachment[];
  /** Whether a program wrote it: an absence note, a report that a mail could not be delivered, a list. */
  isAutomatic: boolean;
}

export async function readMail(raw: Buffer): Promise<InboundMail> {
  const mail = await simpleParser(raw, {
    skipImageLinks: true,
    skipTextToHtml: true,
    maxHtmlLengthToParse: HTML_BYTES,
  });
  const named = mail.messageId ?? createHash('sha256').update(raw).digest('hex');
  return {
    clientId: v5(named, MESSAGES),
    from: normalKey(addressesOf(mail.from)[0] ?? ''),
    to: [...addressesOf(mail.to), ...addressesOf(mail.cc), ...deliveredTo(mail)],
    body: replyIn(mail.text ?? ''),
    files: mail.attachments,
    isAutomatic: isAutomatic(mail),
  };
}

function addressesOf(field: AddressObject | AddressObject[] | undefined): string[] {
  return [field ?? []].flat().flatMap(({ value }) => value.flatMap(({ address }) => (address ? [address] : [])));
}

function deliveredTo({ headerLines }: ParsedMail): string[] {
  return headerLines
    .filter(({ key }) => DELIVERED_TO.includes(key))
    .map(({ line }) => /<?([^<>\s]+@[^<>\s]+)>?\s*$/.exec(line)?.[1] ?? '');
}

function isAutomatic({ headerLines }: ParsedMail): boolean {
  const said = (name: string) => {
    const line = headerLines.find(({ key }) => key === name)?.line;
    return line === undefined
      ? undefined
      : line
          .slice(line.indexOf(':') + 1)
          .trim()
          .toLowerCase();
  };
  const submitted = said('auto-submitted');
  return (
    (submitted !== undefined && !submitted.startsWith('no')) ||
    /^(bulk|junk|list|auto_reply)/.test(said('precedence') ?? '') ||
    ['x-autoreply', 'x-autorespond', 'list-id'].some((name) => said(name) !== undefined) ||
    said('return-path') === '<>' ||
    (said('content-type') ?? '').startsWith('multipart/report')
  );
}
