import { newsOf } from './ticket-news';

type Held = Parameters<typeof newsOf>[1];

const held: Held = { assigneeId: 'ann', previousAssigneeId: null };
const lost: Held = { assigneeId: null, previousAssigneeId: 'ann' };
const moved: Held = { assigneeId: 'bob', previousAssigneeId: 'ann' };

const told = (name: string, from: string, to: string, ticket: Held) =>
  newsOf({ name, actorKind: 'employee', fromStatus: from, toStatus: to, after: null }, ticket).map(
    (news) => `${news.to} ${news.kind}`,
  );

describe('who is told of what happens to a ticket', () => {
  it.each<[string, string[], string[]]>([
    ['ticket.claimed', ['open', 'in_progress'], ['customer ticketStatusChanged', 'lastHolder ticketStatusChanged']],
    ['ticket.closed', ['in_progress', 'closed'], ['customer ticketClosed', 'lastHolder ticketClosed']],
    ['ticket.merged', ['in_progress', 'closed'], ['customer ticketMerged', 'lastHolder ticketMerged']],
    ['ticket.merged', ['in_progress', 'in_progress'], []],
    ['ticket.reopened', ['closed', 'open'], ['customer ticketStatusChanged', 'lastHolder ticketStatusChanged']],
    ['ticket.changed', ['open', 'open'], []],
    ['ticket.slaAtRisk', ['open', 'open'], ['holder slaAtRisk', 'managers slaAtRisk']],
    ['ticket.slaBreached', ['open', 'open'], ['holder slaBreached', 'managers slaBreached']],
    ['ticket.declined', ['open', 'open'], ['managers ticketDeclined']],
    ['ticket.declined', ['in_progress', 'open'], ['managers ticketDeclined', 'customer ticketStatusChanged']],
    ['ticket.assigned', ['in_progress', 'in_progress'], ['holder ticketAssigned']],
    ['ticket.assigned', ['open', 'in_progress'], ['holder ticketAssigned', 'customer ticketStatusChanged']],
  ])('%s %j', (name, [from = '', to = ''], expected) => {
    expect(told(name, from, to, held)).toEqual(expected);
  });

  it('tells who gets a ticket that is handed on, and who loses one to a team', () => {
    expect(told('ticket.transferred', 'in_progress', 'in_progress', moved)).toEqual(['holder ticketAssigned']);
    expect(told('ticket.transferred', 'in_progress', 'open', lost)).toEqual([
      'customer ticketStatusChanged',
      'lastHolder ticketStatusChanged',
    ]);
  });

  it('tells managers why somebody declined, and the customer not even who it was', () => {
    const statuses = { fromStatus: 'in_progress', toStatus: 'open' };
    const happened = { ...statuses, name: 'ticket.declined', actorKind: 'employee', after: { reason: 'Ill' } } as const;

    expect(newsOf(happened, lost)).toEqual([
      { to: 'managers', kind: 'ticketDeclined', data: { reason: 'Ill' } },
      {
        ...{ to: 'customer', kind: 'ticketStatusChanged', isAnonymous: true },
        data: { from: 'in_progress', to: 'open' },
      },
    ]);
  });
});
