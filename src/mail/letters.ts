import type { Locale } from '../contract/shops.dto';
import { type Block, type Letter, oneLine, type QuotedEntry } from './letter';
import type { MailData, MailKind, Quoted, TicketFacts } from './mail-kinds';
import { DE } from './words.de';
import { EN, type Words } from './words.en';

const WORDS: Record<Locale, Words> = { en: EN, de: DE };

/** What a mail quotes of a conversation, read when it is sent. */
export interface Quotation {
  entries: readonly Quoted[];
  /** Whether there is more than the mail can hold. */
  isShortened: boolean;
}

interface Context {
  say: (key: keyof Words, values?: object) => string;
  quoted: readonly QuotedEntry[];
  isShortened: boolean;
}

type Writer<Data> = (data: Data, context: Context) => Letter;

export function wordsOf(locale: string | null): Words {
  return locale === 'de' ? DE : EN;
}

export function filledIn(text: string, values: object = {}): string {
  const known = values as Record<string, unknown>;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(known[name] ?? ''));
}

export function write<Kind extends MailKind>(
  kind: Kind,
  data: MailData[Kind],
  locale: Locale,
  timeZone: string,
  quotation: Quotation | null,
): Letter {
  const words = WORDS[locale];
  const times = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const quoted = (quotation?.entries ?? []).map(({ at, ...rest }) => ({ ...rest, at: times.format(new Date(at)) }));
  const say = (key: keyof Words, values?: object) => filledIn(words[key], { ...data, ...values });
  const writer = WRITERS[kind] as Writer<MailData[Kind]>;
  const { subject, blocks } = writer(data, { say, quoted, isShortened: quotation?.isShortened ?? false });
  return { subject: oneLine(subject), blocks: [{ kind: 'text', text: words.hello }, ...blocks] };
}

const text = (words: string): Block => ({ kind: 'text', text: words });

/** Something asked for in the receiver's name, with what to do when it was somebody else. */
const asked =
  (kind: 'verifyEmail' | 'alreadyRegistered' | 'resetPassword' | 'passwordChanged' | 'confirmAddress') =>
  ({ link }: { link: string }, { say }: Context): Letter => ({
    subject: say(`${kind}Subject`),
    blocks: [text(say(kind)), { kind: 'link', label: say(`${kind}Link`), url: link }, text(say(`${kind}Not`))],
  });

/** Titles are people's own words, so they are kept to a line where a subject needs one. */
const aboutTicket =
  (
    kind:
      | 'ticketCreated'
      | 'ticketReplied'
      | 'ticketClosed'
      | 'ticketReopened'
      | 'ticketAssigned'
      | 'ticketAnswered'
      | 'ticketReturned'
      | 'slaAtRisk',
  ) =>
  ({ link, title }: TicketFacts, { say, quoted }: Context): Letter => ({
    subject: say(`${kind}Subject`, { title: oneLine(title, 80) }),
    blocks: [
      text(say(kind, { title: oneLine(title) })),
      ...(quoted.length > 0 ? [{ kind: 'quoted', entries: quoted } as const] : []),
      { kind: 'link', label: say(kind === 'ticketClosed' ? 'ticketRateLink' : 'ticketLink'), url: link },
    ],
  });

/** One writer a kind; the type makes a forgotten one a compile error. */
const WRITERS: { [Kind in MailKind]: Writer<MailData[Kind]> } = {
  signInCode: ({ code }, { say }) => ({
    subject: say('signInCodeSubject'),
    blocks: [text(say('signInCode')), { kind: 'code', code }, text(say('signInCodeNot'))],
  }),
  verifyEmail: asked('verifyEmail'),
  alreadyRegistered: asked('alreadyRegistered'),
  resetPassword: asked('resetPassword'),
  passwordChanged: asked('passwordChanged'),
  confirmAddress: asked('confirmAddress'),
  transcript: (_, { say, quoted, isShortened }) => ({
    subject: say('transcriptSubject'),
    blocks: [
      text(say('transcript')),
      ...(isShortened ? [text(say('transcriptShortened'))] : []),
      { kind: 'quoted', entries: quoted },
    ],
  }),
  ticketCreated: aboutTicket('ticketCreated'),
  ticketReplied: aboutTicket('ticketReplied'),
  ticketClosed: aboutTicket('ticketClosed'),
  ticketReopened: aboutTicket('ticketReopened'),
  ticketAssigned: aboutTicket('ticketAssigned'),
  ticketAnswered: aboutTicket('ticketAnswered'),
  ticketReturned: aboutTicket('ticketReturned'),
  slaAtRisk: aboutTicket('slaAtRisk'),
  announcement: ({ title, text: news, link }, { say }) => ({
    subject: say('announcementSubject', { title: oneLine(title) }),
    blocks: [text(news), { kind: 'link', label: say('announcementLink'), url: link }],
  }),
};
