import { Button } from '@mantine/core';
import { IconMenu2, IconMessagePlus } from '@tabler/icons-react';
import { useEffect } from 'react';
import { IconButton } from '../../../ui/icon-button';
import { useDesk, useWords } from '../../context';
import { failureText } from '../../failure-words';
import type { DirectWatch } from '../../model/direct-watch';
import { useColleagueId } from '../../place';
import empty from '../list/empty-list.module.css';
import styles from '../list/list-pane.module.css';
import { RowList } from '../list/row-list';
import { useHeldOrder } from '../list/use-held-order';
import { DirectRow } from './direct-row';
import { useExchanges } from './use-exchanges';
import { useDirectWords } from './words';

export function DirectListPane({ direct }: { direct: DirectWatch }) {
  const { screen } = useDesk();
  const { t: say } = useWords();
  const t = useDirectWords();
  const colleagueId = useColleagueId();
  const list = useExchanges(direct);
  const order = useHeldOrder(list.ids, 'direct');
  const begin = () => screen.open({ kind: 'writeTo' });

  useEffect(() => {
    screen.listIds.set(order.ids);
  }, [screen, order.ids]);

  return (
    <section className={styles.pane} data-pane="list" aria-label={t('list.title')}>
      <header className={styles.header}>
        <span className={styles.menu}>
          <IconButton icon={IconMenu2} label={say('nav.open')} size={40} onClick={() => screen.isNavOpen.set(true)} />
        </span>
        <h1 className={styles.title}>{t('list.title')}</h1>
        <IconButton icon={IconMessagePlus} label={t('list.new')} onClick={begin} />
      </header>
      {order.updates > 0 && (
        <button type="button" className={styles.updates} onClick={order.apply}>
          {say('list.updates', { count: order.updates })}
        </button>
      )}
      {order.ids.length > 0 && (
        <RowList
          label={t('list.title')}
          order={order}
          openId={colleagueId}
          more={list}
          row={(id, isChosen) => <DirectRow direct={direct} colleagueId={id} isChosen={isChosen} />}
        />
      )}
      {order.ids.length === 0 && list.isLoading && (
        <div className={empty.skeletons} role="status" aria-label={t('list.loading')}>
          <div className={empty.skeleton} />
          <div className={empty.skeleton} />
        </div>
      )}
      {order.ids.length === 0 && list.error && (
        <div className={empty.empty} role="alert">
          <p>{failureText(say, list.error)}</p>
        </div>
      )}
      {order.ids.length === 0 && !list.isLoading && !list.error && (
        <div className={empty.empty}>
          <p className={empty.title}>{t('list.empty')}</p>
          <p>{t('list.emptyHint')}</p>
          <Button variant="default" onClick={begin}>
            {t('list.new')}
          </Button>
        </div>
      )}
    </section>
  );
}
