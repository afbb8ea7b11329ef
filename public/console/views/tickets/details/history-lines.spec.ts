import type { TicketHistoryItem } from '../../../../../src/contract/tickets.dto';
import { createTranslator } from '../../../../core/i18n';
import german from '../../../../messages/tickets.de.json';
import english from '../../../../messages/tickets.en.json';
import type { TicketKey } from '../words';
import { historyLines } from './history-lines';

const en = createTranslator<TicketKey>('en', english).t;
const de = createTranslator<TicketKey>('de', german).t;

const happened = {
  id: '1',
  name: 'ticket.changed',
  actor: { kind: 'employee', id: 'm', name: 'Mira' },
  at: '2026-11-20T12:00:00Z',
  from: null,
  to: null,
  changes: [],
} as const satisfies TicketHistoryItem;

const changed = (field: string, before: unknown, after: unknown) => ({ changes: [{ field, before, after }] });
const LUCA = { id: 'l', name: 'Luca' };

it.each<[Partial<TicketHistoryItem>, string[]]>([
  [changed('priority', 'normal', 'high'), ['Mira changed the priority from Normal to High']],
  [changed('category', null, 'Bug Report'), ['Mira set the category to Bug Report']],
  [changed('tags', ['vip', 'csv'], []), ['Mira removed the tags vip, csv']],
  [changed('description', 'Old text', 'New text'), ['Mira changed the description']],
  [changed('somethingElse', 1, 2), []],
  [{ name: 'ticket.claimed', ...changed('assignee', null, LUCA) }, ['Mira claimed the ticket']],
  [{ name: 'ticket.transferred', ...changed('assignee', null, LUCA) }, ['Mira handed the ticket to Luca']],
  [
    { name: 'ticket.transferred', ...changed('team', null, { id: 't', name: 'Payments' }) },
    ['Mira handed the ticket to Payments'],
  ],
  [{ name: 'ticket.closed', ...changed('closeReason', null, 'Solved') }, ['Mira closed the ticket: Solved']],
  [{ name: 'ticket.closed' }, ['Mira closed the ticket']],
  [{ name: 'ticket.rated', ...changed('rating', null, 4) }, ['Mira rated it 4 of 5']],
  [
    {
      name: 'ticket.slaBreached',
      actor: { kind: 'system', id: null, name: '' },
      ...changed('promise', null, 'resolution'),
    },
    ['The solution is late'],
  ],
  [{ name: 'ticket.reopened', actor: { kind: 'customer', id: 'c', name: '' } }, ['The customer reopened the ticket']],
])('%j reads %j', (item, expected) => {
  expect(historyLines(en, { ...happened, ...item })).toEqual(expected);
});

it('speaks German', () => {
  const item = { ...happened, ...changed('priority', 'low', 'urgent') };

  expect(historyLines(de, item)).toEqual(['Mira hat geändert: Priorität von Niedrig auf Dringend']);
});
