import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useWords } from '../../context';
import { STATUSES, type TicketFilter } from '../../model/ticket-filter';
import { useCategories } from '../new/use-categories';
import styles from './tickets.module.css';

const SETTLE_MS = 250;

interface Props {
  filter: TicketFilter;
  onChange: (filter: TicketFilter) => void;
}

/** What the list is narrowed to. Each choice acts at once, words when one stops typing. */
export function Filters({ filter, onChange }: Props) {
  const { t } = useWords();
  const categories = useCategories();
  const { status, category = '', from = '', to = '' } = filter;
  const isNarrowed = Object.keys(filter).length > 0;
  const [isOpen, setIsOpen] = useState(Boolean(category || from || to || filter.find));
  const change = (part: TicketFilter) => onChange(withoutNothing({ ...filter, ...part }));

  return (
    <search className={styles.filters} aria-label={t('filters.label')}>
      <fieldset className={styles.statuses} aria-label={t('filters.status')}>
        {[undefined, ...STATUSES].map((each) => (
          <button
            key={each ?? 'all'}
            type="button"
            className={styles.status}
            aria-pressed={status === each}
            onClick={() => change({ status: each })}
          >
            {each ? t(`status.${each}`) : t('filters.all')}
          </button>
        ))}
      </fieldset>
      <div className={styles.toggle}>
        <Button
          variant="default"
          fullWidth
          leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden="true" />}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {t(isOpen ? 'filters.less' : 'filters.more')}
        </Button>
      </div>
      <div className={styles.fields} data-open={isOpen}>
        <FindField value={filter.find ?? ''} onChange={(find) => change({ find })} />
        <NativeSelect
          className={styles.category}
          label={t('filters.category')}
          value={category}
          onChange={(event) => change({ category: event.currentTarget.value })}
          data={[{ value: '', label: t('filters.anyCategory') }, ...categories]}
        />
        <TextInput
          type="date"
          label={t('filters.from')}
          value={from}
          max={to || undefined}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('filters.to')}
          value={to}
          min={from || undefined}
          onChange={(event) => change({ to: event.currentTarget.value })}
        />
      </div>
      {isNarrowed && (
        <div className={styles.narrowed}>
          <span>{t('filters.narrowed')}</span>
          <Button variant="subtle" size="compact-sm" onClick={() => onChange({})}>
            {t('tickets.reset')}
          </Button>
        </div>
      )}
    </search>
  );
}

function FindField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useWords();
  const [text, setText] = useState(value);
  const [told, setTold] = useState(value);
  if (told !== value) {
    setTold(value);
    if (value !== text.trim()) setText(value);
  }
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onChange(text.trim()), SETTLE_MS);
    return () => clearTimeout(timer);
  });
  return (
    <TextInput
      className={styles.find}
      type="search"
      label={t('filters.find')}
      placeholder={t('filters.findHint')}
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}

function withoutNothing(filter: TicketFilter): TicketFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
}
