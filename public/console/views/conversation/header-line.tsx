import { notifications } from '@mantine/notifications';
import type { ChatDetail } from '../../../../src/contract/chats.dto';
import { clockText } from '../../../core/format';
import { Chip } from '../../../ui/chip';
import { useNow } from '../../../ui/ticker';
import { useDesk, useWords } from '../../context';
import styles from './header.module.css';

/** Team, number (a click copies it), how it stands and who answers. */
export function HeaderLine({ chat }: { chat: ChatDetail }) {
  const { me } = useDesk();
  const { t, format } = useWords();
  const number = t('chat.number', { number: String(chat.number) });

  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(number);
    notifications.show({ message: t('chat.numberCopied', { number }) });
  }

  return (
    <p className={styles.line}>
      {chat.status === 'waiting' && (
        <Chip tone="warn">
          <Waiting since={chat.queuedAt} />
        </Chip>
      )}
      {chat.status === 'closed' && (
        <Chip>{t('chat.closedAt', { at: format.time(chat.closedAt ?? chat.startedAt) })}</Chip>
      )}
      {chat.status === 'active' && chat.agent && chat.agent.id !== me.id && (
        <Chip tone="info">{t('chat.heldBy', { name: chat.agent.name })}</Chip>
      )}
      {chat.team && (
        <span className={styles.gives} title={chat.team.name}>
          {chat.team.name}
        </span>
      )}
      <button type="button" className={styles.number} title={t('chat.copyNumber')} onClick={() => void copy()}>
        {number}
      </button>
      {chat.takenAt && (
        <span>{t('chat.waited', { time: clockText(Date.parse(chat.takenAt) - Date.parse(chat.queuedAt)) })}</span>
      )}
    </p>
  );
}

function Waiting({ since }: { since: string }) {
  const { t } = useWords();
  return t('chat.waiting', { time: clockText(useNow() - Date.parse(since)) });
}
