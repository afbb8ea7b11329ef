import { Button } from '@mantine/core';
import type { TicketDetail } from '../../../../../src/contract/tickets.dto';
import { useDesk, useWords } from '../../../context';
import { failureText } from '../../../failure-words';
import { talkOfTicket } from '../../../model/talk';
import { useTicketPlace } from '../../../place';
import talkStyles from '../../conversation/conversation.module.css';
import { NothingOpen } from '../../conversation/nothing-open';
import { TalkMissing, TalkPane, useShownTalk } from '../../conversation/talk-pane';
import { useTicketWords } from '../words';
import { TicketHeader } from './ticket-header';
import { useClaim } from './use-claim';

interface Props {
  ticket: TicketDetail | undefined;
  error: unknown;
}

/** The open ticket: the same conversation as a chat's. */
export function TicketConversation({ ticket, error }: Props) {
  const { me } = useDesk();
  const t = useTicketWords();
  const { ticketId } = useTicketPlace();
  useShownTalk(ticket?.conversationId ?? null);

  if (!ticketId) return <NothingOpen text={t('conversation.none')} />;
  if (!ticket) return <TalkMissing error={error} />;
  return (
    <TalkPane
      talk={talkOfTicket(ticket, me.id)}
      label={t('conversation.label', { number: String(ticket.number) })}
      header={<TicketHeader key={ticket.id} ticket={ticket} />}
      before={!ticket.can.reply && ticket.can.claim && <ClaimFirst ticket={ticket} />}
      readOnly={t(
        ticket.mergedInto ? 'composer.merged' : ticket.status === 'closed' ? 'composer.closed' : 'composer.readOnly',
      )}
    />
  );
}

function ClaimFirst({ ticket }: { ticket: TicketDetail }) {
  const { t } = useWords();
  const translate = useTicketWords();
  const claim = useClaim(ticket);
  return (
    <span className={talkStyles.takeFirst}>
      {claim.failure === null ? (
        <span className={talkStyles.why}>{translate('composer.claimFirst')}</span>
      ) : (
        <span role="alert">{failureText(t, claim.failure)}</span>
      )}
      <Button size="compact-xs" variant="light" loading={claim.isRunning} onClick={claim.run}>
        {translate('action.claim')}
      </Button>
    </span>
  );
}
