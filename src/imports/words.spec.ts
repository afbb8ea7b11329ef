import { priorityOf, statusOf } from './words';

it.each([
  ['Opened', 'open'],
  ['OPEN', 'open'],
  [' pending ', 'open'],
  ['New', 'open'],
  ['In Progress', 'in_progress'],
  ['in_process', 'in_progress'],
  ['In-Bearbeitung', 'in_progress'],
  ['On Hold', 'on_hold'],
  ['Waiting for customer', 'on_hold'],
  ['done', 'closed'],
  ['Resolved', 'closed'],
  ['COMPLETED', 'closed'],
  ['gelöst', 'closed'],
  ['Closed.', 'closed'],
  ['banana', undefined],
  ['', undefined],
])('the status %j is %j', (text, status) => {
  expect(statusOf(text)).toBe(status);
});

it.each([
  ['Medium', 'normal'],
  ['HIGH', 'high'],
  ['critical', 'urgent'],
  ['P1', 'urgent'],
  ['minor', 'low'],
  // Nobody knows whether 1 is the most or the least.
  ['1', undefined],
])('the priority %j is %j', (text, priority) => {
  expect(priorityOf(text)).toBe(priority);
});
