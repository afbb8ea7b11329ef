import { IconAlertTriangle, IconCheck, IconClock, IconPlayerPause } from '@tabler/icons-react';
import type { TicketView } from '../../../../../src/contract/tickets.dto';
import { Chip } from '../../../../ui/chip';
import { useNow } from '../../../../ui/ticker';
import { type SlaStanding, slaStanding } from '../../../model/ticket-sla';
import { spanText } from '../span-text';
import { useTicketWords } from '../words';

/** How the promise stands, in a colour, a picture and words. */
export function SlaChip({ ticket }: { ticket: TicketView }) {
  const t = useTicketWords();
  const standing = slaStanding(ticket, useNow());
  if (!standing) return null;
  const Icon = iconOf(standing);
  return (
    <Chip tone={standing.tone}>
      <Icon size={12} stroke={2} aria-hidden="true" />
      {t(`sla.${standing.saying}`, { time: spanText(t, standing.ms) })}
    </Chip>
  );
}

function iconOf({ tone, saying }: SlaStanding) {
  if (saying === 'paused') return IconPlayerPause;
  if (saying === 'met') return IconCheck;
  return tone === 'ok' ? IconClock : IconAlertTriangle;
}
