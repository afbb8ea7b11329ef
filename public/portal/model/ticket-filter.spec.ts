import { ticketFilter, ticketQuery } from './ticket-filter';

describe('the filter of a list of tickets', () => {
  it.each([
    ['a known status', { status: 'on_hold' }, { status: 'on_hold' }],
    ['not an unknown one', { status: 'done' }, {}],
    ['days', { from: '2026-02-01', to: '2026-02-28' }, { from: '2026-02-01', to: '2026-02-28' }],
    ['no days that do not exist', { from: '2026-13-01', to: 'yesterday' }, {}],
    ['words', { find: 'invoice' }, { find: 'invoice' }],
    ['a number as words', { find: 42 }, { find: '42' }],
    ['no blanks', { find: '  ', category: '' }, {}],
  ])('takes %s from the address', (_, search, filter) => {
    expect(ticketFilter(search)).toEqual(filter);
  });

  it('asks for whole days', () => {
    const { from, to } = ticketQuery({ from: '2026-02-28', to: '2026-02-28' });

    expect(Date.parse(`${to}`) - Date.parse(`${from}`)).toBe(86_400_000);
    expect(new Date(`${from}`).getHours()).toBe(0);
  });
});
