import { ticketAt } from './ticket-address';

const ID = '01a1fed2-68d1-7000-a101-b18891f02108';

it.each([
  [`https://shop.example/portal/tickets/${ID}`, ID],
  [`https://shop.example/portal/tickets/${ID}?from=mail#end`, ID],
  ['https://shop.example/portal/tickets', null],
  [`https://shop.example/other/${ID}`, null],
  [`https://shop.example/portal/tickets/${ID}0`, null],
  [null, null],
])('%s is about the ticket %s', (pageUrl, id) => {
  expect(ticketAt(pageUrl)).toBe(id);
});
