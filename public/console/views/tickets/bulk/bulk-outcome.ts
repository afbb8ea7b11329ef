import { ApiError } from '../../../../core/api-error';
import type { Translate } from '../../../../core/i18n';
import type { ConsoleKey } from '../../../context';
import { failureText } from '../../../failure-words';
import type { RefusedTicket } from '../../../model/ticket-bulk';
import type { TicketKey } from '../words';

const MOST = 5;

interface Words {
  t: Translate<ConsoleKey>;
  translate: Translate<TicketKey>;
}

/** What became of them in one line: how many, and of those that stayed as they were which and why. */
export function outcomeText(words: Words, key: TicketKey, done: number, refused: readonly RefusedTicket[]): string {
  return words.translate(key, { done, refused: refused.length, which: whichText(words, refused) });
}

/** Tickets with the same reason share it. */
function whichText({ t, translate }: Words, refused: readonly RefusedTicket[]): string {
  const byReason = new Map<string, string[]>();
  for (const { number, code, message } of refused) {
    const reason = failureText(t, new ApiError({ code, message }));
    byReason.set(reason, [...(byReason.get(reason) ?? []), number === null ? translate('bulk.unknown') : `#${number}`]);
  }
  return [...byReason].map(([reason, names]) => `${namesText(names)} – ${reason}`).join(' ');
}

function namesText(names: readonly string[]): string {
  return names.length > MOST ? `${names.slice(0, MOST).join(', ')} …` : names.join(', ');
}
