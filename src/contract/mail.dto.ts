import { IsBoolean, IsIn } from 'class-validator';

/** Mails that people can do without; each can be turned off. What an account needs to work always comes. */
export const OPTIONAL_MAILS = {
  customer: ['ticketCreated', 'ticketReplied', 'ticketClosed', 'ticketReopened'],
  employee: ['ticketAssigned', 'ticketAnswered', 'ticketReturned', 'slaAtRisk', 'announcement'],
} as const;

export type OptionalMail = (typeof OPTIONAL_MAILS)['customer' | 'employee'][number];

export const MAIL_PREFERENCES: readonly OptionalMail[] = [...OPTIONAL_MAILS.customer, ...OPTIONAL_MAILS.employee];

/** Whether somebody wants one kind of mail. */
export class MailPreference {
  @IsIn(MAIL_PREFERENCES) kind: OptionalMail;
  @IsBoolean() isOn: boolean;
}

export class MailPreferences {
  items: MailPreference[];
}

/** What became of the wish to get a transcript by e-mail. */
export const TRANSCRIPT_OUTCOMES = ['sent', 'confirmationSent', 'noAddress', 'tooSoon'] as const;

export class TranscriptRequest {
  /**
   * `confirmationSent`: the address has to be confirmed first, by a link that was sent to it. `tooSoon`: that link was
   * sent in the last day already. `noAddress`: nobody knows where to send it.
   */
  outcome: (typeof TRANSCRIPT_OUTCOMES)[number];
}

export const REPLY_OUTCOMES = ['added', 'known', 'ignored'] as const;

/** What became of a mail that was handed over. */
export class ReplyTaken {
  /** `known`: it came before. `ignored`: it leads to no conversation, or a program wrote it. @example "added" */
  @IsIn(REPLY_OUTCOMES) outcome: (typeof REPLY_OUTCOMES)[number];
}
