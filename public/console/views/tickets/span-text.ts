import type { Translate } from '../../../core/i18n';
import type { TicketKey } from './words';

const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 1440;

/** How long something is: 12m, 3h 20m, 1d 4h; from two days on the hours do not matter any more. */
export function spanText(t: Translate<TicketKey>, ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / MINUTE_MS));
  if (minutes < 60) return t('span.minutes', { minutes });
  if (minutes < MINUTES_A_DAY) return t('span.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  const days = Math.floor(minutes / MINUTES_A_DAY);
  return t('span.days', { days, hours: days < 2 ? Math.floor(minutes / 60) % 24 : 0 });
}
