import { IconBookmark, IconMenu2, IconPlus } from '@tabler/icons-react';
import { useCallback, useEffect } from 'react';
import { IconButton } from '../../../../ui/icon-button';
import { useDesk, useWords } from '../../../context';
import { useGoTicket, useTicketPlace } from '../../../place';
import { FindField } from '../../list/find-field';
import styles from '../../list/list-pane.module.css';
import { RowList } from '../../list/row-list';
import { useHeldOrder } from '../../list/use-held-order';
import { BulkBar } from '../bulk/bulk-bar';
import { useTicketWords } from '../words';
import { CsvButton } from './csv-button';
import { EmptyTickets } from './empty-tickets';
import { Filters } from './filters';
import { ListTabs } from './list-tabs';
import { Narrowed } from './narrowed';
import { SortMenu } from './sort-menu';
import { TicketRow } from './ticket-row';
import { useTicketList } from './use-ticket-list';

export function TicketListPane() {
  const desk = useDesk();
  const { screen } = desk;
  const { t } = useWords();
  const translate = useTicketWords();
  const place = useTicketPlace();
  const go = useGoTicket();
  const { list: name, ticketId, ...search } = place;
  const list = useTicketList(place);
  const listName = `${name}:${JSON.stringify(search)}`;
  const order = useHeldOrder(list.ids, listName);
  const onFind = useCallback((words: string | undefined) => go({ find: words }, { replace: true }), [go]);

  useEffect(() => {
    screen.listIds.set(order.ids);
  }, [screen, order.ids]);

  return (
    <section className={styles.pane} data-pane="list" aria-label={translate('list.label')}>
      <header className={styles.header}>
        <span className={styles.menu}>
          <IconButton icon={IconMenu2} label={t('nav.open')} size={40} onClick={() => screen.isNavOpen.set(true)} />
        </span>
        <h1 className={styles.title}>{translate(`list.title.${name}`)}</h1>
        <SortMenu />
        <CsvButton />
        {desk.has('tickets:create') && (
          <IconButton
            icon={IconPlus}
            label={translate('new.open')}
            onClick={() => screen.open({ kind: 'newTicket' })}
          />
        )}
      </header>
      <ListTabs />
      <FindField label={translate('list.find')} find={place.find ?? ''} onFind={onFind}>
        <Filters />
        <IconButton
          icon={IconBookmark}
          label={translate('kept.keep')}
          onClick={() => screen.open({ kind: 'keptList', keptId: null })}
        />
      </FindField>
      <BulkBar key={listName} listed={order.ids} />
      <Narrowed />
      {order.updates > 0 && (
        <button type="button" className={styles.updates} onClick={order.apply}>
          {t('list.updates', { count: order.updates })}
        </button>
      )}
      {order.ids.length > 0 ? (
        <RowList
          label={translate(`list.title.${name}`)}
          order={order}
          openId={ticketId}
          more={list}
          row={(id, isChosen) => <TicketRow id={id} isChosen={isChosen} />}
        />
      ) : (
        <EmptyTickets query={list} />
      )}
    </section>
  );
}
