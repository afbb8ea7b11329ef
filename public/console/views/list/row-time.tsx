import type { ChatView } from '../../../../src/contract/chats.dto';
import { clockText } from '../../../core/format';
import { useNow } from '../../../ui/ticker';
import { useWords } from '../../context';
import type { Standing } from '../../model/standing';
import styles from './chat-row.module.css';

const MINUTE_MS = 60_000;
const LONG_WAIT_MS = 120_000;

/** How long the customer has been waiting for us; when it is their turn, how long ago the last message was. */
export function RowTime({ chat, standing }: { chat: ChatView; standing: Standing }) {
  const { t } = useWords();
  const now = useNow();
  const waitingSince = chat.status === 'waiting' ? chat.queuedAt : standing.awaitingSince;
  if (chat.status !== 'closed' && waitingSince) {
    const waitedMs = now - Date.parse(waitingSince);
    return (
      <span className={styles.time} data-waits="true" data-long={waitedMs > LONG_WAIT_MS} title={t('row.waiting')}>
        {clockText(waitedMs)}
      </span>
    );
  }
  const at = chat.closedAt ?? standing.last?.at ?? chat.startedAt;
  return <span className={styles.time}>{agoText(now - Date.parse(at), t)}</span>;
}

/** How long ago, in one short word. */
export function agoText(ms: number, t: ReturnType<typeof useWords>['t']): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 1) return t('ago.now');
  if (minutes < 60) return t('ago.minutes', { count: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? t('ago.hours', { count: hours }) : t('ago.days', { count: Math.floor(hours / 24) });
}
