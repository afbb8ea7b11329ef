import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useWords } from '../../context';
import { usePlace } from '../../place';
import styles from './chat-list.module.css';
import { ChatRow } from './chat-row';
import type { useHeldOrder } from './use-held-order';
import type { useList } from './use-list';

const ROW_PX = 76;

interface Props {
  list: ReturnType<typeof useList>;
  order: ReturnType<typeof useHeldOrder>;
}

/** Draws only the rows in sight, however long the list is. */
export function ChatList({ list, order }: Props) {
  const { t } = useWords();
  const { chatId, view } = usePlace();
  const box = useRef<HTMLElement>(null);
  const { ids, hold, release } = order;
  const rows = useVirtualizer({
    count: ids.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 6,
  });
  const items = rows.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  const { hasMore, loadMore } = list;

  useEffect(() => {
    if (hasMore && lastShown >= ids.length - 5) loadMore();
  }, [hasMore, loadMore, lastShown, ids.length]);

  // Going through the list by key must not leave the open chat out of sight.
  const chosen = ids.indexOf(chatId ?? '');
  useEffect(() => {
    if (chosen >= 0) rows.scrollToIndex(chosen, { align: 'auto' });
  }, [chosen, rows]);

  return (
    <nav
      ref={box}
      className={styles.box}
      aria-label={t(`view.${view}`)}
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocus={hold}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) release();
      }}
    >
      <ul className={styles.rows} style={{ height: rows.getTotalSize() }}>
        {items.map(({ key, index, start, size }) => (
          <li key={key} className={styles.row} style={{ height: size, transform: `translateY(${start}px)` }}>
            <ChatRow id={ids[index] ?? ''} isChosen={index === chosen} />
          </li>
        ))}
      </ul>
    </nav>
  );
}
