import type { ChatHint, DomainEvent } from '../database/domain-events';
import { type FanOut, fanOut } from './fan-out';

const hint: ChatHint = {
  chatId: 'chat',
  conversationId: 'log',
  customerId: 'cem',
  teamId: null,
  agentId: 'ann',
  previousAgentId: 'bob',
  previousTeamId: null,
  version: 3,
};

/** What each kind of listener was asked to tell, in words. */
function toldBy(name: string, data: unknown, subjectId = 'it'): string[] {
  const said: string[] = [];
  const to: FanOut = {
    chatChanged: ({ chatId }) => said.push(`chat ${chatId}`),
    ticketChanged: ({ ticketId }) => said.push(`ticket ${ticketId}`),
    conversationDeclined: (accountId, id) => said.push(`declined ${id} by ${accountId}`),
    offerMade: ({ offerId }) => said.push(`offer ${offerId}`),
    offerEnded: ({ offerId }, outcome) => said.push(`offer ${offerId} ${outcome}`),
    agentChanged: (id) => said.push(`agent ${id}`),
    accessChanged: (ids) => said.push(`access ${ids.join()}`),
    signInEnded: (accountId, signInId) => said.push(`sign-in ${accountId} ${signInId}`),
    shopClosed: (id) => said.push(`shop ${id}`),
    directChanged: ({ conversationId }) => said.push(`direct ${conversationId}`),
    alertsMade: ({ alerts }) => said.push(`alerts ${alerts.map(({ id }) => id).join()}`),
    alertsRead: ({ recipientId }) => said.push(`read by ${recipientId}`),
  };
  fanOut(
    {
      name,
      data,
      subject: { kind: 'x', id: subjectId, shopId: null },
      actor: { kind: 'employee', id: 'eve' },
    } as DomainEvent,
    to,
  );
  return said;
}

const offer = { offerId: 'o', chatId: 'chat', agentId: 'ann' };

describe('who hears of what', () => {
  it.each<[string, unknown, string[]]>([
    ['chat.started', { ...hint, agentId: null, previousAgentId: null }, ['chat chat']],
    ['chat.taken', { ...hint, previousAgentId: null }, ['chat chat', 'agent ann']],
    ['chat.transferred', hint, ['chat chat', 'agent ann', 'agent bob']],
    ['chat.declined', { ...hint, agentId: null, previousAgentId: null }, ['declined log by eve', 'chat chat']],
    ['ticket.declined', { ticketId: 't', conversationId: 'log' }, ['declined log by eve', 'ticket t']],
    ['offer.made', offer, ['offer o', 'agent ann']],
    ['offer.expired', offer, ['offer o expired', 'agent ann']],
    ['agent.presenceChanged', { employeeId: 'ann' }, ['agent ann']],
    ['role.updated', { accountIds: ['ann', 'bob'] }, ['access ann,bob']],
    ['team.memberRemoved', { accountId: 'ann' }, ['access ann']],
    ['employee.deactivated', { accountId: 'ann' }, ['access ann']],
    ['customer.deactivated', { accountId: 'cem' }, ['access cem']],
    ['signIn.ended', { accountId: 'ann', signInId: 's' }, ['sign-in ann s']],
    ['signIn.reused', { accountId: 'ann', signInId: 's' }, ['sign-in ann s']],
    ['shop.deactivated', null, ['shop it']],
    ['direct.changed', { conversationId: 'log', memberIds: ['ann', 'bob'] }, ['direct log']],
    ['alert.made', { alerts: [{ id: 'a', recipientId: 'ann' }] }, ['alerts a']],
    ['alert.read', { recipientId: 'ann', alertIds: null }, ['read by ann']],
    ['savedReply.created', null, []],
  ])('%s', (name, data, expected) => {
    expect(toldBy(name, data)).toEqual(expected);
  });
});
