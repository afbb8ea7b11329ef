import { Button, NativeSelect, Popover, TextInput } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import { IconButton } from '../../../../ui/icon-button';
import {
  TICKET_FILTERS,
  TICKET_PRIORITIES,
  TICKET_SLA_STATES,
  TICKET_SOURCES,
  TICKET_STATUSES,
  type TicketFilter,
} from '../../../lists';
import { dayOf } from '../../../model/ticket-filters';
import { useGoTicket, useTicketPlace } from '../../../place';
import { useShopFacts } from '../use-shop-facts';
import { useTicketWords } from '../words';
import styles from './list.module.css';

/** What the list is narrowed to. Every choice counts at once and is part of the address. */
export function Filters() {
  const t = useTicketWords();
  const place = useTicketPlace();
  const [isOpen, setIsOpen] = useState(false);
  const isNarrowed = TICKET_FILTERS.some((name) => place[name]);
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" width={320} trapFocus>
      <Popover.Target>
        <IconButton
          icon={IconFilter}
          label={t('filter.open')}
          isPressed={isOpen || isNarrowed}
          onClick={() => setIsOpen((was) => !was)}
        />
      </Popover.Target>
      <Popover.Dropdown>{isOpen && <Fields onDone={() => setIsOpen(false)} />}</Popover.Dropdown>
    </Popover>
  );
}

type Choosable = 'status' | 'priority' | 'sla' | 'category' | 'team' | 'source' | 'agent';

interface Choice {
  value: string;
  label: string;
}

function Fields({ onDone }: { onDone: () => void }) {
  const t = useTicketWords();
  const place = useTicketPlace();
  const go = useGoTicket();
  const { categories, agents, teams } = useShopFacts();
  const any = { value: '', label: t('filter.any') };
  const named = ({ id, name }: { id: string; name: string }): Choice => ({ value: id, label: name });

  const choices: [Choosable, Choice[]][] = [
    ['status', TICKET_STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))],
    ['priority', TICKET_PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) }))],
    ['sla', TICKET_SLA_STATES.map((value) => ({ value, label: t(`slaState.${value}`) }))],
    ['category', categories.map((value) => ({ value, label: value }))],
    ['team', [{ value: 'none', label: t('filter.noTeam') }, ...teams.map(named)]],
    ['source', TICKET_SOURCES.map((value) => ({ value, label: t(`source.${value}`) }))],
    ['agent', [{ value: 'none', label: t('filter.nobody') }, ...agents.map(named)]],
  ];

  function set(name: TicketFilter, value: string): void {
    go({ [name]: value || undefined }, { replace: true });
  }

  return (
    <form
      className={styles.filters}
      aria-label={t('filter.open')}
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
      }}
    >
      {choices.map(([name, data]) => (
        <NativeSelect
          key={name}
          size="xs"
          label={t(`filter.${name}`)}
          value={place[name] ?? ''}
          data={[any, ...data]}
          onChange={(event) => set(name, event.currentTarget.value)}
        />
      ))}
      <TextInput
        size="xs"
        label={t('filter.tag')}
        defaultValue={place.tag ?? ''}
        maxLength={40}
        onBlur={(event) => set('tag', event.currentTarget.value.trim())}
        onKeyDown={(event) => {
          if (event.key === 'Enter') set('tag', event.currentTarget.value.trim());
        }}
      />
      {(['from', 'to', 'closedFrom', 'closedTo'] as const).map((name) => (
        <TextInput
          key={name}
          size="xs"
          type="date"
          label={t(`filter.${name}`)}
          value={dayOf(name, place[name])}
          onChange={(event) => set(name, event.currentTarget.value)}
        />
      ))}
      <div className={styles.filterEnd}>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            go(Object.fromEntries(TICKET_FILTERS.map((name) => [name, undefined])), { replace: true });
            onDone();
          }}
        >
          {t('filter.reset')}
        </Button>
        <Button size="xs" type="submit">
          {t('filter.done')}
        </Button>
      </div>
    </form>
  );
}
