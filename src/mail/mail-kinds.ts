import { OPTIONAL_MAILS, type OptionalMail } from '../contract/mail.dto';

export type RecipientKind = 'customer' | 'employee';

/** One entry of a conversation, as a mail quotes it. */
export interface Quoted {
  author: string;
  /** RFC 3339. */
  at: string;
  body: string;
  files: string[];
}

/** What a mail about a ticket knows of it. */
export interface TicketFacts {
  shop: string;
  number: number;
  title: string;
  link: string;
}

/** What a customer can answer by mail: it goes into this conversation. */
interface Answerable extends TicketFacts {
  conversationId: string;
}

/** Every kind of mail there is, with what its text is made of. */
export interface MailData {
  signInCode: { shop: string; code: string };
  verifyEmail: { shop: string; link: string };
  alreadyRegistered: { shop: string; link: string };
  resetPassword: { link: string };
  passwordChanged: { link: string };
  /** To an address that somebody named and nobody has confirmed: nothing in it comes from them. */
  confirmAddress: { shop: string; link: string };
  transcript: { shop: string; conversationId: string; timeZone: string; isForStaff: boolean };
  ticketCreated: Answerable;
  ticketReplied: Answerable & { seq: number };
  ticketClosed: Answerable;
  ticketReopened: Answerable;
  ticketAssigned: TicketFacts;
  ticketAnswered: Answerable & { seq: number };
  ticketReturned: TicketFacts;
  slaAtRisk: TicketFacts;
  announcement: { shop: string; title: string; text: string; link: string };
}

export type MailKind = keyof MailData;

/** The only kinds that an unconfirmed address gets, at most one a day. */
const FOR_ANYBODY: readonly MailKind[] = ['verifyEmail', 'confirmAddress', 'resetPassword'];

export function isForAnybody(kind: MailKind): boolean {
  return FOR_ANYBODY.includes(kind);
}

const OPTIONAL: ReadonlySet<string> = new Set([...OPTIONAL_MAILS.customer, ...OPTIONAL_MAILS.employee]);

export function isOptional(kind: string): kind is OptionalMail {
  return OPTIONAL.has(kind);
}
