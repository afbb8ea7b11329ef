import { Button } from '@mantine/core';
import { IconCheck, IconPlayerPause, IconTransfer } from '@tabler/icons-react';
import type { TicketDetail } from '../../../../../src/contract/tickets.dto';
import { IconButton } from '../../../../ui/icon-button';
import { Kbd } from '../../../../ui/kbd';
import { useMedia } from '../../../../ui/use-media';
import { useDesk, useWords } from '../../../context';
import { failureText } from '../../../failure-words';
import styles from '../../conversation/header.module.css';
import { useTicketAction } from '../use-ticket-action';
import { useTicketWords } from '../words';
import headerStyles from './ticket-header.module.css';
import { TicketMenu } from './ticket-menu';
import { useClaim } from './use-claim';

/** What may be done with the ticket now, the next step first. */
export function TicketButtons({ ticket }: { ticket: TicketDetail }) {
  const { screen } = useDesk();
  const { t } = useWords();
  const translate = useTicketWords();
  const isNarrow = useMedia('(max-width: 640px)');
  const { id: ticketId, can } = ticket;
  const claim = useClaim(ticket);
  const hold = useTicketAction(ticketId, (actions) => actions.step(ticketId, 'hold'));
  const resume = useTicketAction(ticketId, (actions) => actions.step(ticketId, 'resume'));
  const reopen = useTicketAction(ticketId, (actions) => actions.step(ticketId, 'reopen'));
  const release = useTicketAction(ticketId, (actions) => actions.release(ticketId));
  const steps = { claim, resume, reopen } as const;
  const next = (['claim', 'resume', 'reopen'] as const).find((step) => can[step]);
  const failure = [claim, hold, resume, reopen, release].find((action) => action.failure !== null)?.failure ?? null;
  const hand = () => screen.open({ kind: 'handTicket', ticketId });
  const close = () => screen.open({ kind: 'closeTicket', ticketId });
  return (
    <div className={styles.actions}>
      {failure !== null && (
        <p className={styles.failure} role="alert">
          {failureText(t, failure)}
        </p>
      )}
      {next && (
        <Button size="xs" h={32} loading={steps[next].isRunning} onClick={steps[next].run}>
          {translate(`action.${next}`)}
        </Button>
      )}
      {can.hold && !isNarrow && (
        <IconButton
          icon={IconPlayerPause}
          label={translate('action.hold')}
          isLoading={hold.isRunning}
          onClick={hold.run}
        />
      )}
      {(can.transfer || can.assign) && !(isNarrow && next) && (
        <IconButton
          icon={IconTransfer}
          label={translate(can.transfer ? 'action.transfer' : 'action.assign')}
          shortcut="A"
          size={isNarrow ? 40 : 32}
          onClick={hand}
        />
      )}
      {can.close && !isNarrow && (
        <Button
          size="xs"
          h={32}
          variant={next ? 'default' : 'filled'}
          rightSection={
            <span className={headerStyles.key}>
              <Kbd>E</Kbd>
            </span>
          }
          aria-keyshortcuts="E"
          onClick={close}
        >
          {translate('action.close')}
        </Button>
      )}
      {can.close && isNarrow && !next && (
        <IconButton icon={IconCheck} label={translate('action.close')} size={40} onClick={close} />
      )}
      <TicketMenu
        ticket={ticket}
        isNarrow={isNarrow}
        onHold={hold.run}
        onRelease={release.run}
        onHand={hand}
        onClose={close}
      />
    </div>
  );
}
