/** What an agent does to tickets that their log keeps. */
export const LOGGED_STEPS = [
  'ticket.claimed',
  'ticket.declined',
  'ticket.released',
  'ticket.closed',
  'ticket.transferred',
  'ticket.assigned',
] as const;
export type LoggedStep = (typeof LOGGED_STEPS)[number];

/** A ticket of the log. Of one that is not there for its reader any more, the number is all that is said. */
export class LoggedTicket {
  id: string | null;
  number: number;
  title: string | null;
}

/** One thing that I did. */
export class TicketLogItem {
  id: string;
  /** @example "ticket.claimed" */
  name: LoggedStep;
  at: string;
  ticket: LoggedTicket;
}

export class OwnTicketNumbers {
  claimed: number;
  closed: number;
  /** Messages to customers in tickets that I have, or had last. */
  replies: number;
  /** Mine now and not closed, those on hold among them. */
  open: number;
  onHold: number;
  atRisk: number;
  breached: number;
  /** From the filing to my first answer, on average over today's first answers; null without any. */
  firstResponseSeconds: number | null;
}

export class OwnChatNumbers {
  taken: number;
  closed: number;
  /** From the start to the first answer, on average over the chats that I took today; null without any. */
  firstResponseSeconds: number | null;
}

/** What I did today, by the clock of my shop, and what is mine now. */
export class OwnNumbers {
  /** @example "2026-11-21" */
  date: string;
  /** @example "Europe/Berlin" */
  timeZone: string;
  tickets: OwnTicketNumbers;
  chats: OwnChatNumbers;
}
