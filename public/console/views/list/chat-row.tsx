import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { ChatView } from '../../../../src/contract/chats.dto';
import { Avatar } from '../../../ui/avatar';
import { useSelected, useStore } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import { toldStanding } from '../../model/standing';
import { usePlace } from '../../place';
import styles from './chat-row.module.css';
import { RowChips } from './row-chips';
import { RowLine } from './row-line';
import { RowTime } from './row-time';

interface Props {
  id: string;
  isChosen: boolean;
}

export const ChatRow = memo(function ChatRow({ id, isChosen }: Props) {
  const { chats } = useDesk();
  const chat = useSelected(chats.all, (all) => all.get(id));
  return chat ? <Row chat={chat} isChosen={isChosen} /> : null;
});

function Row({ chat, isChosen }: { chat: ChatView; isChosen: boolean }) {
  const { mine, me, customersHere } = useDesk();
  const { t } = useWords();
  const { view } = usePlace();
  const standings = useStore(mine.standings);
  const standing = standings.get(chat.id) ?? toldStanding(chat, me.id);
  const isHere = useSelected(customersHere, (here) => here.has(chat.customer.id));
  const isMine = chat.agent?.id === me.id && chat.status === 'active';
  const unread = isMine && !isChosen ? standing.unread : 0;
  const name = chat.customer.name || t('customer.unnamed');

  return (
    <Link
      to="/$view/{-$chatId}"
      params={{ view, chatId: chat.id }}
      search={(search) => search}
      className={styles.row}
      data-chosen={isChosen}
      data-unread={unread > 0}
      data-closed={chat.status === 'closed'}
      aria-current={isChosen ? 'true' : undefined}
      activeProps={{}}
    >
      <Avatar
        id={chat.customer.id}
        name={name}
        presence={isHere ? 'here' : 'gone'}
        presenceLabel={t('customer.here')}
      />
      <span className={styles.text}>
        <span className={styles.top}>
          <span className={styles.name} title={name}>
            {name}
          </span>
          <RowTime chat={chat} standing={standing} />
        </span>
        <span className={styles.middle}>
          <RowLine conversationId={chat.conversationId} first={chat.firstMessage} standing={standing} />
          {unread > 0 && (
            <span className={styles.unread}>
              <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
              <span className={styles.hidden}>{t('row.unread', { count: unread })}</span>
            </span>
          )}
        </span>
        <RowChips chat={chat} />
      </span>
    </Link>
  );
}
