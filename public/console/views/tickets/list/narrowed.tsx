import { IconX } from '@tabler/icons-react';
import { useWords } from '../../../context';
import { TICKET_FILTERS, type TicketFilter } from '../../../lists';
import { PERIODS } from '../../../model/ticket-filters';
import { useGoTicket, useTicketPlace } from '../../../place';
import { useTicketWords } from '../words';
import styles from './list.module.css';
import { useFilterText } from './use-filter-text';

const IN_PERIODS: ReadonlySet<TicketFilter> = new Set(PERIODS.flat());

/** What is dropped with one click. */
const CHIPS: readonly (readonly TicketFilter[])[] = [
  ...TICKET_FILTERS.filter((name) => !IN_PERIODS.has(name)).map((name) => [name]),
  ...PERIODS,
];

/** What the list is narrowed to, each thing with a way to drop it. */
export function Narrowed() {
  const { t } = useWords();
  const translate = useTicketWords();
  const place = useTicketPlace();
  const go = useGoTicket();
  const textOf = useFilterText(place);
  const set = CHIPS.filter((names) => names.some((name) => place[name]));
  if (set.length === 0) return null;
  return (
    <ul className={styles.narrowed} aria-label={translate('filter.active')}>
      {set.map((names) => (
        <li key={names[0]}>
          <button
            type="button"
            className={styles.narrow}
            title={t('action.remove')}
            onClick={() => go(Object.fromEntries(names.map((name) => [name, undefined])), { replace: true })}
          >
            <span>{textOf(names)}</span>
            <IconX size={12} stroke={2} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}
