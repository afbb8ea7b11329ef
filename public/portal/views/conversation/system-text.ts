import type { MessageView } from '../../../../src/contract/conversations.dto';
import type { Translate } from '../../../core/i18n';
import type { PortalKey } from '../../context';

/** One line about what happened, for the customer. The catalogue's sentences leave out what is `none`. */
export function systemText(t: Translate<PortalKey>, { system }: MessageView): string {
  if (!system) return '';
  const { data } = system;
  return t(`system.${system.type}`, {
    by: data.by ?? '',
    byKind: data.byKind ?? 'none',
    from: data.from ?? 'none',
    to: data.to ?? 'none',
    team: data.team ?? 'none',
    rating: data.rating ?? 0,
  });
}
