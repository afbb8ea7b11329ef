import type english from '../../../messages/tickets.en.json';
import { createLaterWords } from '../../../ui/later-words';
import { useWords } from '../../context';
import { ticketMessages } from './messages';

export type TicketKey = keyof typeof english;

/** The words for tickets come with the tickets. */
export const { LaterWords: TicketWords, useLaterWords: useTicketWords } = createLaterWords<TicketKey>(
  ticketMessages,
  () => useWords().locale,
);
