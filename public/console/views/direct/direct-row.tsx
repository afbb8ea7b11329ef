import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { draftKey } from '../../../core/drafts';
import { Avatar } from '../../../ui/avatar';
import { useNow } from '../../../ui/ticker';
import { useSelected } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import type { DirectWatch } from '../../model/direct-watch';
import rows from '../list/chat-row.module.css';
import { agoText } from '../list/row-time';
import styles from './direct.module.css';
import { useExchange } from './use-exchanges';
import { useDirectWords } from './words';

interface Props {
  direct: DirectWatch;
  colleagueId: string;
  isChosen: boolean;
}

export const DirectRow = memo(function DirectRow({ direct, colleagueId, isChosen }: Props) {
  const { drafts } = useDesk();
  const { t } = useWords();
  const exchange = useExchange(direct, colleagueId);
  const conversationId = exchange?.conversationId ?? '';
  const draft = useSelected(drafts.texts, (texts) => texts.get(draftKey(conversationId, 'public')));
  const preview = usePreview(exchange);
  if (!exchange) return null;
  const { colleague, lastMessage } = exchange;
  const unread = isChosen ? 0 : exchange.unread;
  return (
    <Link
      to="/direct/{-$colleagueId}"
      params={{ colleagueId }}
      className={`${rows.row} ${styles.row}`}
      data-chosen={isChosen}
      data-unread={unread > 0}
      aria-current={isChosen ? 'true' : undefined}
      activeProps={{}}
    >
      <Avatar id={colleague.id} name={colleague.name} />
      <span className={styles.text}>
        <span className={rows.top}>
          <span className={rows.name} title={colleague.name}>
            {colleague.name}
          </span>
          {lastMessage && <Ago at={lastMessage.at} />}
        </span>
        <span className={rows.middle}>
          {draft && !isChosen ? (
            <span className={rows.line}>
              <span className={rows.draft}>{t('row.draft')}</span> {draft}
            </span>
          ) : (
            <span className={rows.line}>{preview}</span>
          )}
          {unread > 0 && (
            <span className={rows.unread}>
              <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
              <span className={rows.hidden}>{t('row.unread', { count: unread })}</span>
            </span>
          )}
        </span>
      </span>
    </Link>
  );
});

function usePreview(exchange: ReturnType<typeof useExchange>): string {
  const { t: say } = useWords();
  const t = useDirectWords();
  if (!exchange?.lastMessage) return t('row.nothing');
  const text = exchange.lastMessage.preview || t('row.file');
  return exchange.isLastMine ? say('row.you', { text }) : text;
}

function Ago({ at }: { at: string }) {
  const { t, format } = useWords();
  return (
    <time className={rows.time} dateTime={at} title={`${format.date(at)}, ${format.time(at)}`}>
      {agoText(useNow() - Date.parse(at), t)}
    </time>
  );
}
