import { isAt, keptFilters, keptPlace } from './kept-lists';
import { askedFilters, filtersOf } from './ticket-filters';

const search = {
  status: 'open,on_hold',
  team: 'none',
  from: '2026-11-01',
  to: '2026-11-20',
  sort: 'due',
  find: 'lamp',
};

it('a kept list is found again as it was', () => {
  const filters = keptFilters('all', search);

  expect(filters).toMatchObject({ view: 'all', status: ['open', 'on_hold'], teamId: 'none', search: 'lamp' });
  expect(keptPlace({ filters, sort: 'due' })).toEqual({ list: 'all', ...search });
});

it('one is at a kept list when nothing differs, whatever is left out', () => {
  const kept = keptPlace({ filters: { view: 'open', priority: 'urgent' }, sort: 'newest' });

  expect(isAt(kept, { list: 'open', priority: 'urgent', sort: 'newest' })).toBe(true);
  expect(isAt(kept, { list: 'open', priority: 'urgent', tag: 'vip' })).toBe(false);
  expect(isAt(kept, { list: 'mine', priority: 'urgent' })).toBe(false);
});

it('what a report counted is kept to the millisecond, and whole days as days', () => {
  const midnight = (day: number) => new Date(2026, 10, day).toISOString();
  const rows = { closedFrom: midnight(1), closedTo: '2026-11-20T15:56:36.123Z', late: 'resolution', assigneeId: 'a' };

  expect(filtersOf(rows)).toEqual({ ...rows, closedFrom: '2026-11-01', agent: 'a', assigneeId: undefined });
  expect(askedFilters(filtersOf(rows))).toMatchObject(rows);
  expect(askedFilters({ to: '2026-11-20', from: '2026-11-01' })).toMatchObject({ from: midnight(1), to: midnight(21) });
  expect(askedFilters(filtersOf({ from: midnight(1), to: midnight(21) }))).toMatchObject({
    ...{ from: midnight(1), to: midnight(21) },
  });
  expect(askedFilters({ from: 'soon' }).from).toBeUndefined();
});
