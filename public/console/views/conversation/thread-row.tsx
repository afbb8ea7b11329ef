import { memo } from 'react';
import type { ThreadRow } from '../../../core/thread';
import { ticker } from '../../../ui/ticker';
import { useWords } from '../../context';
import type { Talk } from '../../model/talk';
import { EchoRow } from './echo-row';
import { MessageRow } from './message-row';
import { SystemLine } from './system-line';
import styles from './thread.module.css';

interface Props {
  row: ThreadRow;
  other: Talk['other'];
  isFirstUnread: boolean;
  isSeen: boolean;
}

export const ThreadRowView = memo(
  function ThreadRowView({ row, other, isFirstUnread, isSeen }: Props) {
    const { t } = useWords();
    return (
      <>
        {isFirstUnread && (
          <p className={styles.divider} data-unread="true">
            <span>{t('thread.unread')}</span>
          </p>
        )}
        <Row row={row} other={other} isSeen={isSeen} />
      </>
    );
  },
  (a, b) => a.isSeen === b.isSeen && a.isFirstUnread === b.isFirstUnread && isSameRow(a.row, b.row),
);

function Row({ row, other, isSeen }: Omit<Props, 'isFirstUnread'>) {
  const { format } = useWords();
  switch (row.kind) {
    case 'day':
      return (
        <p className={styles.divider}>
          <span>{format.day(row.at, ticker.now())}</span>
        </p>
      );
    case 'system':
      return <SystemLine message={row.message} />;
    case 'echo':
      return <EchoRow echo={row.echo} isLast={row.isLast} />;
    case 'message':
      return (
        <MessageRow message={row.message} other={other} isFirst={row.isFirst} isLast={row.isLast} isSeen={isSeen} />
      );
  }
}

/** Rows are made anew with every message; what they show mostly stays. */
function isSameRow(a: ThreadRow, b: ThreadRow): boolean {
  if (a.kind === 'message' && b.kind === 'message')
    return a.message === b.message && a.isFirst === b.isFirst && a.isLast === b.isLast;
  if (a.kind === 'system' && b.kind === 'system') return a.message === b.message;
  return a.kind === 'day' && b.kind === 'day' && a.at === b.at;
}
