import type { AlertView } from '../../../../src/contract/alerts.dto';
import type { Translate } from '../../../core/i18n';
import type { AlertKey } from './words';

/** What happened, in a sentence. */
export function alertText(t: Translate<AlertKey>, { kind, by, data }: AlertView): string {
  const { to = 'none', reason = 'none', promise = 'none', into = 'none', title = '' } = data;
  return t(`alert.${kind}`, { by: by?.name || 'none', to, reason, promise, into, title });
}

/** What it is about. */
export function aboutText(t: Translate<AlertKey>, { kind, by, ticket, chat }: AlertView): string {
  if (kind === 'announcement') return t('about.announcedBy', { by: by?.name || 'none' });
  if (ticket) return t('about.ticket', { number: String(ticket.number), title: ticket.title });
  if (chat) return t('about.chat', { number: String(chat.number) });
  return t('about.gone');
}
