import { IconArrowLeft, IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { DirectMessageView } from '../../../../src/contract/direct-messages.dto';
import { Avatar } from '../../../ui/avatar';
import { IconButton } from '../../../ui/icon-button';
import { useWords } from '../../context';
import type { DirectWatch } from '../../model/direct-watch';
import { talkWithColleague } from '../../model/talk';
import { useColleagueId, useGoDirect } from '../../place';
import headerStyles from '../conversation/header.module.css';
import { NothingOpen } from '../conversation/nothing-open';
import { TalkMissing, TalkPane, useShownTalk } from '../conversation/talk-pane';
import styles from './direct.module.css';
import { useExchange, useExchanges } from './use-exchanges';
import { useDirectWords } from './words';

/** What I write with one colleague: the same conversation as with customers, without notes. */
export function DirectConversation({ direct }: { direct: DirectWatch }) {
  const t = useDirectWords();
  const colleagueId = useColleagueId();
  const { exchange, error } = useOpenExchange(direct, colleagueId);
  useShownTalk(exchange?.conversationId ?? null);

  if (!colleagueId) return <NothingOpen text={t('conversation.none')} />;
  if (!exchange) return <TalkMissing error={error} />;
  return (
    <TalkPane
      talk={talkWithColleague(exchange)}
      label={t('conversation.label', { name: exchange.colleague.name })}
      header={<Header exchange={exchange} />}
      readOnly={t('composer.closed')}
    />
  );
}

/** Found among those known, or else begun: the address names the colleague, whether anything was written or not. */
function useOpenExchange(direct: DirectWatch, colleagueId: string | null) {
  const exchange = useExchange(direct, colleagueId);
  const { isLoading } = useExchanges(direct);
  const { error } = useQuery({
    queryKey: ['direct', colleagueId],
    queryFn: () => direct.open(colleagueId ?? ''),
    enabled: colleagueId !== null && !exchange && !isLoading,
    retry: false,
  });
  return { exchange, error };
}

function Header({ exchange: { colleague } }: { exchange: DirectMessageView }) {
  const { t: say } = useWords();
  const t = useDirectWords();
  const go = useGoDirect();
  return (
    <header className={headerStyles.header}>
      <span className={headerStyles.back}>
        <IconButton icon={IconArrowLeft} label={say('action.back')} size={40} onClick={() => go(null)} />
      </span>
      <Avatar id={colleague.id} name={colleague.name} />
      <div className={headerStyles.who}>
        <h2 className={headerStyles.name} title={colleague.name}>
          {colleague.name}
        </h2>
        <p className={headerStyles.line}>
          <span className={styles.private}>
            <IconLock size={13} aria-hidden="true" />
            {t('conversation.hint')}
          </span>
        </p>
      </div>
    </header>
  );
}
