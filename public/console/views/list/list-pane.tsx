import { IconMenu2 } from '@tabler/icons-react';
import { useCallback, useEffect } from 'react';
import { IconButton } from '../../../ui/icon-button';
import { useDesk, useWords } from '../../context';
import { useGo, usePlace } from '../../place';
import { ChatRow } from './chat-row';
import { EmptyList } from './empty-list';
import { FindField } from './find-field';
import styles from './list-pane.module.css';
import { RowList } from './row-list';
import { useHeldOrder } from './use-held-order';
import { useList } from './use-list';

export function ListPane() {
  const { screen } = useDesk();
  const { t } = useWords();
  const place = usePlace();
  const go = useGo();
  const { view, team, find, chatId } = place;
  const list = useList(place);
  const order = useHeldOrder(list.ids, `${view}:${team ?? ''}:${find ?? ''}`);

  const onFind = useCallback((words: string | undefined) => go({ find: words }, { replace: true }), [go]);

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
      <FindField label={t('list.find')} find={find ?? ''} onFind={onFind} />
      {order.updates > 0 && (
        <button type="button" className={styles.updates} onClick={order.apply}>
          {t('list.updates', { count: order.updates })}
        </button>
      )}
      {order.ids.length > 0 ? (
        <RowList
          label={t(`view.${view}`)}
          order={order}
          openId={chatId}
          more={list}
          row={(id, isChosen) => <ChatRow id={id} isChosen={isChosen} />}
        />
      ) : (
        <EmptyList list={list} />
      )}
    </section>
  );
}
