import { IconMenu2 } from '@tabler/icons-react';
import { useEffect } from 'react';
import { IconButton } from '../../../ui/icon-button';
import { useDesk, useWords } from '../../context';
import { usePlace } from '../../place';
import { ChatList } from './chat-list';
import { EmptyList } from './empty-list';
import { FindField } from './find-field';
import styles from './list-pane.module.css';
import { useHeldOrder } from './use-held-order';
import { useList } from './use-list';

export function ListPane() {
  const { screen } = useDesk();
  const { t } = useWords();
  const place = usePlace();
  const { view, team, find } = place;
  const list = useList(place);
  const order = useHeldOrder(list.ids, `${view}:${team ?? ''}:${find ?? ''}`);

  useEffect(() => {
    screen.listIds.set(order.ids);
  }, [screen, order.ids]);

  return (
    <section className={styles.pane} data-pane="list" aria-label={t(`view.${view}`)}>
      <header className={styles.header}>
        <span className={styles.menu}>
          <IconButton icon={IconMenu2} label={t('nav.open')} size={40} onClick={() => screen.isNavOpen.set(true)} />
        </span>
        <h1 className={styles.title}>{find ? t('list.found') : t(`view.${view}`)}</h1>
        {!find && <span className={styles.order}>{t(`list.order.${view}`)}</span>}
      </header>
      <FindField />
      {order.updates > 0 && (
        <button type="button" className={styles.updates} onClick={order.apply}>
          {t('list.updates', { count: order.updates })}
        </button>
      )}
      {order.ids.length > 0 ? <ChatList list={list} order={order} /> : <EmptyList list={list} />}
    </section>
  );
}
