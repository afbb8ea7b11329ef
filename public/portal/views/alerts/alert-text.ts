import type { AlertView } from '../../../../src/contract/alerts.dto';
import type { Translate } from '../../../core/i18n';
import type { PortalKey } from '../../context';

const KNOWN = {
  ticketStatusChanged: 'alert.statusChanged',
  ticketReplied: 'alert.replied',
  ticketClosed: 'alert.closed',
  ticketMerged: 'alert.merged',
} as const satisfies Partial<Record<AlertView['kind'], PortalKey>>;

/** What happened, in a sentence for the customer. */
export function alertText(t: Translate<PortalKey>, { kind, by, data }: AlertView): string {
  const key = kind in KNOWN ? KNOWN[kind as keyof typeof KNOWN] : 'alert.other';
  return t(key, { by: by?.name || 'none', to: data.to ?? 'none', into: data.into ?? 'none' });
}
