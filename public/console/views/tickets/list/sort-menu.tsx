import { Menu } from '@mantine/core';
import { IconArrowsSort, IconCheck } from '@tabler/icons-react';
import { TICKET_SORTS } from '../../../lists';
import { sortOf } from '../../../model/ticket-lists';
import { useGoTicket, useTicketPlace } from '../../../place';
import { useTicketWords } from '../words';
import styles from './list.module.css';

export function SortMenu() {
  const t = useTicketWords();
  const place = useTicketPlace();
  const go = useGoTicket();
  const current = sortOf(place);
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <button type="button" className={styles.sort} title={t('sort.label')}>
          <IconArrowsSort size={14} stroke={1.75} aria-hidden="true" />
          {t(`sort.${current}`)}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {TICKET_SORTS.map((sort) => (
          <Menu.Item
            key={sort}
            rightSection={sort === current ? <IconCheck size={14} /> : null}
            onClick={() => go({ sort: sort === 'newest' ? undefined : sort }, { replace: true })}
          >
            {t(`sort.${sort}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
