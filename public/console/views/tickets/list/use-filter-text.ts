import { useSelected } from '../../../../ui/use-store';
import { useDesk, useWords } from '../../../context';
import type { TicketFilter } from '../../../lists';
import { dayOf, isWholeDay } from '../../../model/ticket-filters';
import type { TicketPlace } from '../../../place';
import { useShopFacts } from '../use-shop-facts';
import { type TicketKey, useTicketWords } from '../words';

/** Values that have words of their own, and where these are. */
const NAMED: Partial<Record<TicketFilter, string>> = {
  status: 'status',
  priority: 'priority',
  sla: 'slaState',
  source: 'source',
};

/** Those that need no name before them. */
const SPEAKING: Partial<Record<TicketFilter, string>> = {
  late: 'filter.late',
  standing: 'filter.standing',
  satisfied: 'filter.satisfied',
};

/** What a list is narrowed to, in words. */
export function useFilterText(place: TicketPlace): (names: readonly TicketFilter[]) => string {
  const { format } = useWords();
  const t = useTicketWords();
  const { agents, teams } = useShopFacts();
  const { tickets } = useDesk();
  const customer = useSelected(tickets.all, (all) => customerIn(all.values(), place.customer));

  const momentText = (name: TicketFilter, value: string) =>
    isWholeDay(value)
      ? format.date(`${dayOf(name, value)}T00:00`)
      : t('filter.moment', { day: format.date(value), time: format.time(value) });

  function periodText(from: TicketFilter, to: TicketFilter): string {
    const [since, until] = [place[from], place[to]];
    if (since && until) return t('filter.span', { from: momentText(from, since), to: momentText(to, until) });
    if (since) return t('filter.since', { from: momentText(from, since) });
    return t('filter.until', { to: momentText(to, until ?? '') });
  }

  function valueText(name: TicketFilter, value: string): string {
    const area = NAMED[name];
    if (area)
      return value
        .split(',')
        .map((one) => t(`${area}.${one}` as TicketKey))
        .join(', ');
    if (name === 'team') return value === 'none' ? t('filter.noTeam') : nameOf(teams, value);
    if (name === 'agent') return value === 'none' ? t('filter.nobody') : nameOf(agents, value);
    if (name === 'customer') return customer ?? '…';
    if (name === 'category' && value === 'none') return t('filter.noCategory');
    return value;
  }

  return ([name, end]) => {
    if (!name) return '';
    if (end) return t('filter.value', { name: t(`filter.${name}Period` as TicketKey), value: periodText(name, end) });
    const value = place[name] ?? '';
    const speaking = SPEAKING[name];
    if (speaking) return t(`${speaking}.${value}` as TicketKey);
    if (name === 'openAt') return t('filter.openAt', { at: momentText(name, value) });
    return t('filter.value', { name: t(`filter.${name}` as TicketKey), value: valueText(name, value) });
  };
}

function nameOf(known: readonly { id: string; name: string }[], id: string): string {
  return known.find((one) => one.id === id)?.name ?? '…';
}

function customerIn(
  tickets: Iterable<{ customer: { id: string; name: string } }>,
  id: string | undefined,
): string | null {
  if (!id) return null;
  for (const { customer } of tickets) if (customer.id === id) return customer.name;
  return null;
}
