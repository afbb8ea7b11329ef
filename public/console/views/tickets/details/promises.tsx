import { useQuery } from '@tanstack/react-query';
import type { PromiseClock, TicketClockView } from '../../../../../src/contract/sla.dto';
import type { TicketDetail } from '../../../../../src/contract/tickets.dto';
import { Chip, type Tone } from '../../../../ui/chip';
import { useDesk, useWords } from '../../../context';
import { Section } from '../../details/section';
import { spanText } from '../span-text';
import { useTicketWords } from '../words';
import styles from './properties.module.css';

const LOOK_AGAIN_MS = 60_000;
const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

const TONES: Record<PromiseClock['state'], Tone> = {
  running: 'ok',
  atRisk: 'warn',
  breached: 'danger',
  met: 'ok',
  paused: 'neutral',
};

/** Why the ticket is due when it is. */
export function Promises({ ticket }: { ticket: TicketDetail }) {
  const { ticketActions } = useDesk();
  const t = useTicketWords();
  const { data } = useQuery({
    queryKey: ['ticket-clock', ticket.id, ticket.version],
    queryFn: ({ signal }) => ticketActions.clock(ticket.id, signal),
    refetchInterval: ticket.status === 'closed' ? false : LOOK_AGAIN_MS,
    placeholderData: (before) => before,
  });
  if (!data || (!data.firstResponse && !data.resolution)) return null;
  return (
    <Section title={t('clock.title')} aside={data.timeZone}>
      {data.firstResponse && <Promised name={t('clock.firstResponse')} clock={data.firstResponse} />}
      {data.resolution && <Promised name={t('clock.resolution')} clock={data.resolution} />}
      <Pauses clock={data} />
    </Section>
  );
}

function Promised({ name, clock }: { name: string; clock: PromiseClock }) {
  const t = useTicketWords();
  const momentText = useMomentText();
  const { target, countedSeconds, leftSeconds, dueAt, doneAt, state } = clock;
  const part = Math.min(100, (countedSeconds / (target.minutes * 60)) * 100);
  return (
    <div className={styles.promise}>
      <p className={styles.promiseTop}>
        {name}
        <Chip tone={TONES[state]}>{t(`clockState.${state}`)}</Chip>
      </p>
      <div className={styles.bar} data-tone={TONES[state]} aria-hidden="true">
        <i style={{ width: `${part}%` }} />
      </div>
      <p className={styles.small}>
        {t('clock.target', { time: spanText(t, target.minutes * MINUTE_MS), counting: target.counting })}
      </p>
      <p className={styles.small}>
        {t(leftSeconds < 0 ? 'clock.over' : 'clock.counted', {
          counted: spanText(t, countedSeconds * SECOND_MS),
          left: spanText(t, Math.abs(leftSeconds) * SECOND_MS),
        })}
      </p>
      {doneAt && <p className={styles.small}>{t('clock.done', { at: momentText(doneAt) })}</p>}
      {!doneAt && dueAt && <p className={styles.small}>{t('clock.due', { at: momentText(dueAt) })}</p>}
    </div>
  );
}

function Pauses({ clock }: { clock: TicketClockView }) {
  const t = useTicketWords();
  const momentText = useMomentText();
  return clock.pauses.map(({ from, to, reason }) => (
    <p key={from} className={styles.small}>
      {t(`clock.pause.${reason}`, { from: momentText(from), to: to ? momentText(to) : 'none' })}
    </p>
  ));
}

function useMomentText(): (at: string) => string {
  const { format } = useWords();
  return (at) => `${format.day(at, Date.now())}, ${format.time(at)}`;
}
