import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { LookingOn } from './looking-on';
import type { More } from './more';
import styles from './row-list.module.css';
import type { useHeldOrder } from './use-held-order';

const ROW_PX = 76;

interface Props {
  label: string;
  order: ReturnType<typeof useHeldOrder>;
  openId: string | null;
  more: More;
  row: (id: string, isChosen: boolean) => ReactNode;
}

/** Draws only the rows in sight, however long the list is. */
export function RowList({ label, order, openId, more, row }: Props) {
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
  const isNearEnd = lastShown >= ids.length - 5;

  // Going through the list by key must not leave what is open out of sight.
  const chosen = ids.indexOf(openId ?? '');
  useEffect(() => {
    if (chosen >= 0) rows.scrollToIndex(chosen, { align: 'auto' });
  }, [chosen, rows]);

  return (
    <nav
      ref={box}
      className={styles.box}
      aria-label={label}
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
            {row(ids[index] ?? '', index === chosen)}
          </li>
        ))}
      </ul>
      {more.hasMore && isNearEnd && <LookingOn more={more} />}
    </nav>
  );
}
