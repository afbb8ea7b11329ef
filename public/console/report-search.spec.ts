import { momentsOf, reportSearch, rowsSearch } from './report-search';

const NOW = new Date(2026, 10, 21, 15, 30).getTime();
const at = (...day: [number, number, number]) => new Date(...day).toISOString();

describe('what a report counts', () => {
  it('is read from the address, and what is not understood is left out', () => {
    expect(reportSearch({ kind: 'chats', period: 'week', by: 'moon', from: '2026-13-40', over: 7 })).toEqual({
      kind: 'chats',
      period: 'week',
    });
    expect(rowsSearch({ view: 'all', limit: 3 })).toEqual({ view: 'all' });
  });

  it.each([
    ['today', { from: at(2026, 10, 21) }],
    ['week', { from: at(2026, 10, 15) }],
    ['month', { from: at(2026, 9, 23) }],
    ['thisMonth', { from: at(2026, 10, 1) }],
  ] as const)('begins at a midnight of the reader: %s', (period, moments) => {
    expect(momentsOf({ period }, NOW)).toEqual(moments);
  });

  it('of a period of one’s own holds its last day, and waits for both ends', () => {
    const period = 'custom';
    expect(momentsOf({ period, from: '2026-11-01', to: '2026-11-02' }, NOW)).toEqual({
      from: at(2026, 10, 1),
      to: at(2026, 10, 3),
    });
    expect(momentsOf({ period, from: '2026-11-02', to: '2026-11-01' }, NOW)).toBeNull();
    expect(momentsOf({ period, from: '2026-11-02' }, NOW)).toBeNull();
  });
});
