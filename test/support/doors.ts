import { randomUUID } from 'node:crypto';
import type { Principal, World } from './world';

/**
 * The status that is expected; `in` is any answer that is not a refusal for who is asking (401, 403, 404), `gone` that
 * somebody was in before and took it away.
 */
export type Expected = number | 'in' | 'gone';

export interface Door {
  ask: (world: World) => { path: string; body?: unknown };
  answers: Record<Principal, Expected>;
}

const NOT_SIGNED_IN = { anonymous: 401, broken: 401, ended: 401, deactivated: 401 } as const;
const customers = (all: Expected) => ({ visitor: all, otherVisitor: all, foreignVisitor: all, customer: all });
const strangers = (all: Expected) => ({ foreignVisitor: all, foreignAgent: all, foreignManager: all });
const agents = (all: Expected) => ({ outsider: all, colleague: all, agent: all });

/** What everybody may ask, signed in or not. */
const OPEN: Record<Principal, Expected> = {
  ...{ anonymous: 'in', broken: 'in', ended: 'in', deactivated: 'in', bare: 'in', manager: 'in', admin: 'in' },
  ...{ ...customers('in'), ...agents('in'), foreignAgent: 'in', foreignManager: 'in' },
};
const SIGNED_IN: Record<Principal, Expected> = { ...OPEN, ...NOT_SIGNED_IN };
const STAFF: Record<Principal, Expected> = { ...SIGNED_IN, ...customers(403) };
const CUSTOMERS: Record<Principal, Expected> = {
  ...STAFF,
  ...customers('in'),
  ...agents(403),
  ...{ bare: 403, manager: 403, admin: 403, foreignAgent: 403, foreignManager: 403 },
};
/** A list that staff with the permission see, each of their own shop. */
const STAFF_LIST: Record<Principal, Expected> = { ...STAFF, bare: 403 };
/** One thing of the shop, for all its staff with the permission. */
const STAFF_READ: Record<Principal, Expected> = { ...STAFF_LIST, ...strangers(404) };
const MANAGERS_LIST: Record<Principal, Expected> = { ...STAFF_LIST, ...agents(403), foreignAgent: 403 };
const MANAGERS: Record<Principal, Expected> = { ...STAFF_READ, ...agents(403) };
const ADMINS: Record<Principal, Expected> = { ...MANAGERS, manager: 403 };
/** What can be done once: the manager was faster than the administrator. */
const MANAGERS_ONCE: Record<Principal, Expected> = { ...MANAGERS, admin: 'gone' };
/** Making something in the shop: without the permission 403, with it the shop is not there for strangers. */
const MANAGERS_MAKE: Record<Principal, Expected> = { ...MANAGERS_LIST, foreignManager: 404 };
/** A chat of the team: who is not of the team, or not of the shop, does not know that it exists. */
const TEAM_CHAT: Record<Principal, Expected> = { ...STAFF_LIST, foreignAgent: 404, foreignManager: 404, outsider: 404 };
/** The conversation of that chat, for those who may read it. */
const CONVERSATION: Record<Principal, Expected> = {
  ...TEAM_CHAT,
  ...{ bare: 404, visitor: 'in', otherVisitor: 404, foreignVisitor: 404, customer: 404 },
};

/** A ticket of the team: the same as its chats, and its customer has a door of their own. */
const TEAM_TICKET = TEAM_CHAT;
const OWN_TICKET: Record<Principal, Expected> = {
  ...CUSTOMERS,
  ...{ otherVisitor: 404, foreignVisitor: 404, customer: 404 },
};

/** What those who run the shop do at their own desk: customers have no such door, a stranger does not know that it is there. */
const MANAGED: Record<Principal, Expected> = { ...MANAGERS_LIST, foreignAgent: 404, foreignManager: 404 };

/** A list that the manager shares with the shop. */
const SHARED_VIEW: Record<Principal, Expected> = {
  ...STAFF,
  ...{ ...agents(403), bare: 403, foreignAgent: 404, foreignManager: 404 },
};

const door = (answers: Record<Principal, Expected>, ask: Door['ask']): Door => ({ ask, answers });
const shop =
  (rest = '') =>
  (world: World) => ({ path: `/shops/${world.shop.id}${rest}` });
const chat =
  (rest = '', body?: unknown) =>
  (world: World) => ({ path: `/chats/${world.chat.id}${rest}`, body });
const ticket =
  (rest = '', body?: unknown) =>
  (world: World) => ({ path: `/tickets/${world.ticket.id}${rest}`, body });
const myTicket =
  (rest = '', body?: unknown) =>
  (world: World) => ({ path: `/my/tickets/${world.ticket.id}${rest}`, body });
const ticketInput = () => ({
  clientId: randomUUID(),
  title: 'Cannot pay',
  description: 'My card is refused each time.',
});
const imported =
  (rest = '') =>
  ({ importId }: World) => ({ path: `/imports/${importId}${rest}` });
const person = () => {
  const username = `new${randomUUID().slice(0, 8)}`;
  return { username, email: `${username}@mail.example`, password: 'correct horse battery' };
};

/** Every door there is. A route that is not here fails the build. */
export const DOORS: Record<string, Door> = {
  'POST /auth/token': door(OPEN, () => ({ path: '/auth/token', body: { username: 'x' } })),
  'POST /auth/refresh': door({ ...OPEN, ...allOf(401) }, () => ({ path: '/auth/refresh', body: {} })),
  'POST /auth/visit': door(OPEN, ({ shop: { publicKey } }) => ({
    path: '/auth/visit',
    body: { shop: publicKey, name: 'A', email: 'a@b.example' },
  })),
  'POST /auth/visit/refresh': door({ ...OPEN, ...allOf(401) }, () => ({
    path: '/auth/visit/refresh',
    body: { refresh_token: 'no' },
  })),
  'POST /auth/register': door(OPEN, ({ shop: { publicKey } }) => ({
    path: '/auth/register',
    body: { ...person(), shop: publicKey, name: 'A' },
  })),
  'GET /auth/me': door(SIGNED_IN, () => ({ path: '/auth/me' })),
  'POST /auth/password': door(SIGNED_IN, () => ({ path: '/auth/password', body: { currentPassword: 'x' } })),
  'POST /auth/logout': door(SIGNED_IN, () => ({ path: '/auth/logout', body: {} })),

  'POST /auth/code': door(OPEN, ({ shop: { publicKey } }) => ({
    path: '/auth/code',
    body: { shop: publicKey, email: 'a@b.example' },
  })),
  'POST /auth/code/verify': door({ ...OPEN, ...allOf(401) }, ({ shop: { publicKey } }) => ({
    path: '/auth/code/verify',
    body: { shop: publicKey, email: `${randomUUID()}@b.example`, code: '123456' },
  })),
  'POST /auth/password/forgotten': door(OPEN, () => ({
    path: '/auth/password/forgotten',
    body: { email: 'a@b.example' },
  })),
  'POST /auth/password/reset': door(OPEN, () => ({
    path: '/auth/password/reset',
    body: { token: 'x'.repeat(43), password: 'another long one' },
  })),
  'POST /auth/reactivate': door({ ...OPEN, ...allOf(401) }, ({ shop: { publicKey } }) => ({
    path: '/auth/reactivate',
    body: { shop: publicKey, username: `x${randomUUID()}`, password: 'x' },
  })),
  'POST /auth/email/verify': door(CUSTOMERS, () => ({ path: '/auth/email/verify', body: { token: 'x'.repeat(43) } })),
  'POST /auth/email/resend': door(CUSTOMERS, () => ({ path: '/auth/email/resend' })),
  'GET /me/profile': door(CUSTOMERS, () => ({ path: '/me/profile' })),
  'PATCH /me/profile': door(CUSTOMERS, () => ({ path: '/me/profile', body: { profession: 'x' } })),
  'GET /me/ticket-log': door(STAFF, () => ({ path: '/me/ticket-log' })),
  'GET /me/numbers': door(STAFF, () => ({ path: '/me/numbers' })),
  'POST /me/deactivate': door(CUSTOMERS, () => ({ path: '/me/deactivate', body: { password: 'wrong' } })),
  'GET /me/sign-ins': door(SIGNED_IN, () => ({ path: '/me/sign-ins' })),
  'DELETE /me/sign-ins/:id': door({ ...SIGNED_IN, ...customers(404), ...allStaff(404) }, () => ({
    path: `/me/sign-ins/${randomUUID()}`,
  })),
  'GET /me/mail-preferences': door(SIGNED_IN, () => ({ path: '/me/mail-preferences' })),
  'PUT /me/mail-preferences': door(SIGNED_IN, () => ({
    path: '/me/mail-preferences',
    body: { kind: 'ticketClosed', isOn: true },
  })),
  'GET /mail/unsubscribe': door(OPEN, () => ({ path: '/mail/unsubscribe?token=x' })),
  'POST /mail/unsubscribe': door({ ...OPEN, ...allOf(404) }, () => ({ path: '/mail/unsubscribe?token=x' })),
  'POST /mail/inbound': door({ ...OPEN, ...allOf(404) }, () => ({ path: '/mail/inbound', body: {} })),
  'POST /conversations/:id/transcript': door(CONVERSATION, ({ chat: { conversationId } }) => ({
    path: `/conversations/${conversationId}/transcript`,
  })),
  'GET /mail/confirm': door(OPEN, () => ({ path: '/mail/confirm?token=x' })),
  'POST /mail/confirm': door({ ...OPEN, ...allOf(404) }, () => ({ path: '/mail/confirm?token=x' })),

  'GET /permissions': door(STAFF, () => ({ path: '/permissions' })),
  'GET /shops': door(STAFF_LIST, () => ({ path: '/shops' })),
  'POST /shops': door({ ...MANAGERS_LIST, manager: 403, foreignManager: 403 }, () => ({
    path: '/shops',
    body: { name: 'New', location: 'x' },
  })),
  'GET /shops/:id': door(STAFF_READ, shop()),
  'PATCH /shops/:id': door(MANAGERS, ({ shop: { id } }) => ({
    path: `/shops/${id}`,
    body: { location: 'y', version: 1 },
  })),
  'DELETE /shops/:id': door(ADMINS, shop()),
  'POST /shops/:id/deactivate': door(ADMINS, shop('/deactivate')),
  'POST /shops/:id/reactivate': door(ADMINS, shop('/reactivate')),
  'POST /shops/:id/rotate-secret': door(MANAGERS, shop('/rotate-secret')),

  'GET /shops/:id/sla': door(STAFF_READ, shop('/sla')),
  'PUT /shops/:id/sla': door(MANAGERS, ({ shop: { id } }) => ({
    path: `/shops/${id}/sla`,
    body: { policy: null, version: 1 },
  })),

  'GET /teams': door(STAFF_LIST, () => ({ path: '/teams' })),
  'POST /teams': door(MANAGERS_MAKE, ({ shop: { id } }) => ({ path: '/teams', body: { name: 'New', shopId: id } })),
  'GET /teams/:id': door(STAFF_READ, ({ team }) => ({ path: `/teams/${team.id}` })),
  'PATCH /teams/:id': door(MANAGERS, ({ team }) => ({
    path: `/teams/${team.id}`,
    body: { name: 'Other', version: team.version },
  })),
  'GET /teams/:id/sla': door(STAFF_READ, ({ team }) => ({ path: `/teams/${team.id}/sla` })),
  'PUT /teams/:id/sla': door(MANAGERS, ({ team }) => ({
    path: `/teams/${team.id}/sla`,
    body: { policy: null, version: team.version },
  })),
  'DELETE /teams/:id': door(MANAGERS, ({ team }) => ({ path: `/teams/${team.id}` })),
  'PUT /teams/:id/members/:employeeId': door(MANAGERS, ({ team, employeeId }) => ({
    path: `/teams/${team.id}/members/${employeeId}`,
  })),
  'DELETE /teams/:id/members/:employeeId': door(MANAGERS_ONCE, ({ team, people }) => ({
    path: `/teams/${team.id}/members/${people.colleague?.id}`,
  })),

  'GET /roles': door(MANAGERS_LIST, () => ({ path: '/roles' })),
  'POST /roles': door(MANAGERS_MAKE, ({ shop: { id } }) => ({
    path: '/roles',
    body: { name: 'New', shopId: id, grants: [] },
  })),
  'GET /roles/:id': door(MANAGERS, ({ role }) => ({ path: `/roles/${role.id}` })),
  'PATCH /roles/:id': door(MANAGERS, ({ role }) => ({
    path: `/roles/${role.id}`,
    body: { name: 'Other', version: role.version },
  })),
  'DELETE /roles/:id': door(MANAGERS_ONCE, ({ role }) => ({ path: `/roles/${role.id}` })),

  'GET /employees': door(STAFF_LIST, () => ({ path: '/employees' })),
  'POST /employees': door(MANAGERS_MAKE, ({ shop: { id }, role }) => ({
    path: '/employees',
    body: { ...person(), shopId: id, roleId: role.id },
  })),
  'PATCH /employees/me': door(STAFF, () => ({ path: '/employees/me', body: {} })),
  'GET /employees/:id': door(STAFF_READ, ({ employeeId }) => ({ path: `/employees/${employeeId}` })),
  'PATCH /employees/:id': door(MANAGERS, ({ employeeId }) => ({
    path: `/employees/${employeeId}`,
    body: { profession: 'x', version: 1 },
  })),
  'PUT /employees/:id/password': door(MANAGERS_MAKE, ({ employeeId }) => ({
    path: `/employees/${employeeId}/password`,
    body: { newPassword: 'correct horse battery' },
  })),
  'POST /employees/:id/deactivate': door(MANAGERS, ({ employeeId }) => ({
    path: `/employees/${employeeId}/deactivate`,
  })),
  'POST /employees/:id/reactivate': door(MANAGERS, ({ employeeId }) => ({
    path: `/employees/${employeeId}/reactivate`,
  })),

  'GET /customers/export.csv': door(STAFF_LIST, () => ({ path: '/customers/export.csv' })),
  'GET /customers': door(STAFF_LIST, () => ({ path: '/customers' })),
  'POST /customers': door(MANAGERS_MAKE, ({ shop: { id } }) => ({
    path: '/customers',
    body: { name: 'New', shopId: id },
  })),
  'GET /customers/:id': door(STAFF_READ, ({ people }) => ({ path: `/customers/${people.visitor?.id}` })),
  'PATCH /customers/:id': door(MANAGERS, ({ people }) => ({
    path: `/customers/${people.visitor?.id}`,
    body: { name: 'Other', version: 1 },
  })),
  'POST /customers/:id/deactivate': door(MANAGERS, ({ people }) => ({
    path: `/customers/${people.otherVisitor?.id}/deactivate`,
  })),
  'POST /customers/:id/reactivate': door(MANAGERS, ({ people }) => ({
    path: `/customers/${people.otherVisitor?.id}/reactivate`,
  })),
  'GET /customers/:id/claims': door(STAFF_READ, ({ people }) => ({ path: `/customers/${people.visitor?.id}/claims` })),
  'POST /claims': door(CUSTOMERS, () => ({ path: '/claims', body: { attributes: { plan: 'pro' } } })),

  'GET /events': door(MANAGERS_LIST, () => ({ path: '/events' })),
  'GET /saved-replies': door(STAFF_LIST, () => ({ path: '/saved-replies' })),
  'POST /saved-replies': door(MANAGERS_MAKE, ({ shop: { id } }) => ({
    path: '/saved-replies',
    body: { shopId: id, shortcut: `s${randomUUID().slice(0, 8)}`, body: 'Hi' },
  })),
  'PATCH /saved-replies/:id': door(MANAGERS, ({ reply }) => ({
    path: `/saved-replies/${reply.id}`,
    body: { shortcut: 'hi', body: 'Hi' },
  })),
  'DELETE /saved-replies/:id': door(MANAGERS_ONCE, ({ reply }) => ({ path: `/saved-replies/${reply.id}` })),

  'GET /conversations/:id/messages': door(CONVERSATION, ({ chat: { conversationId } }) => ({
    path: `/conversations/${conversationId}/messages`,
  })),
  'POST /conversations/:id/messages': door(CONVERSATION, ({ chat: { conversationId } }) => ({
    path: `/conversations/${conversationId}/messages`,
    body: { clientId: randomUUID(), body: 'Hello' },
  })),
  'GET /conversations/:id/transcript.txt': door(CONVERSATION, ({ chat: { conversationId } }) => ({
    path: `/conversations/${conversationId}/transcript.txt`,
  })),
  'GET /conversations/:id/transcript.html': door(CONVERSATION, ({ chat: { conversationId } }) => ({
    path: `/conversations/${conversationId}/transcript.html`,
  })),
  'POST /conversations/:id/read': door(CONVERSATION, ({ chat: { conversationId } }) => ({
    path: `/conversations/${conversationId}/read`,
    body: { seq: 1 },
  })),
  'POST /conversations/:id/attachments': door(CONVERSATION, ({ chat: { conversationId } }) => ({
    path: `/conversations/${conversationId}/attachments`,
  })),
  'GET /attachments/:id/content': door(CONVERSATION, ({ attachmentId }) => ({
    path: `/attachments/${attachmentId}/content`,
  })),
  'GET /attachments/:id/thumbnail': door(CONVERSATION, ({ attachmentId }) => ({
    path: `/attachments/${attachmentId}/thumbnail`,
  })),
  'DELETE /attachments/:id': door({ ...CONVERSATION, ...allStaff(404) }, ({ attachmentId }) => ({
    path: `/attachments/${attachmentId}`,
  })),

  'GET /chats': door(STAFF_LIST, () => ({ path: '/chats' })),
  'GET /chats/export.csv': door(STAFF_LIST, () => ({ path: '/chats/export.csv' })),
  'GET /chats/counts': door(STAFF_LIST, () => ({ path: '/chats/counts' })),
  'GET /chats/current': door(CUSTOMERS, () => ({ path: '/chats/current' })),
  'GET /chats/history': door(CUSTOMERS, () => ({ path: '/chats/history' })),
  'POST /chats': door(CUSTOMERS, () => ({ path: '/chats', body: { clientId: randomUUID(), message: 'Hello' } })),
  'POST /chats/take-next': door(STAFF_LIST, () => ({ path: '/chats/take-next', body: {} })),
  'GET /chats/:id': door(TEAM_CHAT, chat('')),
  'GET /chats/:id/routing': door(TEAM_CHAT, chat('/routing')),
  'POST /chats/:id/take': door(TEAM_CHAT, chat('/take')),
  'POST /chats/:id/transfer': door(TEAM_CHAT, ({ chat: { id }, team }) => ({
    path: `/chats/${id}/transfer`,
    body: { teamId: team.id },
  })),
  'POST /chats/:id/release': door(TEAM_CHAT, chat('/release')),
  'POST /chats/:id/decline': door(TEAM_CHAT, chat('/decline', {})),
  'POST /chats/:id/close': door(TEAM_CHAT, chat('/close', {})),
  'POST /chats/:id/end': door({ ...CUSTOMERS, otherVisitor: 404, foreignVisitor: 404, customer: 404 }, chat('/end')),
  'PUT /chats/:id/review': door(
    { ...CUSTOMERS, otherVisitor: 404, foreignVisitor: 404, customer: 404 },
    chat('/review', { rating: 5 }),
  ),
  'GET /offers': door(STAFF, () => ({ path: '/offers' })),
  'POST /offers/:id/accept': door({ ...STAFF, ...allStaff(404) }, () => ({ path: `/offers/${randomUUID()}/accept` })),
  'POST /offers/:id/decline': door({ ...STAFF, ...allStaff(404) }, () => ({
    path: `/offers/${randomUUID()}/decline`,
    body: {},
  })),
  'GET /agents': door(STAFF_LIST, () => ({ path: '/agents' })),
  'GET /agents/me': door(STAFF, () => ({ path: '/agents/me' })),
  'PUT /agents/me/presence': door(STAFF, () => ({ path: '/agents/me/presence', body: { presence: 'away' } })),

  'GET /reports/:kind': door(MANAGERS_LIST, () => ({ path: '/reports/chats' })),
  'GET /reports/:kind/by/:dimension': door(MANAGERS_LIST, () => ({ path: '/reports/chats/by/agent' })),
  'GET /reports/:kind/by/:dimension/csv': door(MANAGERS_LIST, () => ({ path: '/reports/chats/by/agent/csv' })),
  'GET /tickets': door(STAFF_LIST, () => ({ path: '/tickets' })),
  'POST /tickets': door({ ...STAFF_LIST, foreignAgent: 404, foreignManager: 404 }, ({ shop: { id }, people }) => ({
    path: '/tickets',
    body: { ...ticketInput(), shopId: id, customerId: people.visitor?.id },
  })),
  'GET /tickets/counts': door(STAFF_LIST, () => ({ path: '/tickets/counts' })),
  'POST /tickets/count': door(STAFF_LIST, () => ({ path: '/tickets/count', body: { filters: { view: 'open' } } })),
  'GET /ticket-views': door(STAFF_LIST, () => ({ path: '/ticket-views' })),
  'POST /ticket-views': door({ ...STAFF_LIST, foreignAgent: 404, foreignManager: 404 }, ({ shop: { id } }) => ({
    path: '/ticket-views',
    body: { name: `View ${randomUUID()}`, filters: {}, shopId: id },
  })),
  'PATCH /ticket-views/:id': door(SHARED_VIEW, ({ viewId }) => ({
    path: `/ticket-views/${viewId}`,
    body: { sort: 'due' },
  })),
  'DELETE /ticket-views/:id': door({ ...SHARED_VIEW, admin: 'gone' }, ({ viewId }) => ({
    path: `/ticket-views/${viewId}`,
  })),
  'GET /tickets/by-number/:number': door({ ...TEAM_TICKET }, ({ shop: { id }, ticket: { number } }) => ({
    path: `/tickets/by-number/${number}?shopId=${id}`,
  })),
  'GET /tickets/:id': door(TEAM_TICKET, ticket('')),
  'GET /tickets/:id/clock': door(TEAM_TICKET, ticket('/clock')),
  'POST /tickets/:id/claim': door(TEAM_TICKET, ticket('/claim')),
  'POST /tickets/:id/decline': door(TEAM_TICKET, ticket('/decline', {})),
  'POST /tickets/:id/release': door(TEAM_TICKET, ticket('/release')),
  'PATCH /tickets/:id': door(TEAM_TICKET, ticket('', { priority: 'high' })),
  'POST /tickets/:id/hold': door(TEAM_TICKET, ticket('/hold')),
  'POST /tickets/:id/resume': door(TEAM_TICKET, ticket('/resume')),
  'POST /tickets/:id/close': door(TEAM_TICKET, ticket('/close', {})),
  'POST /tickets/:id/reopen': door(TEAM_TICKET, ticket('/reopen')),
  'POST /tickets/:id/transfer': door(TEAM_TICKET, ({ ticket: { id }, team }) => ({
    path: `/tickets/${id}/transfer`,
    body: { teamId: team.id },
  })),
  'POST /tickets/:id/assign': door({ ...TEAM_TICKET, colleague: 403, agent: 403 }, ({ ticket: { id }, people }) => ({
    path: `/tickets/${id}/assign`,
    body: { agentId: people.colleague?.id },
  })),
  'GET /teams/:id/ticket-balance': door(MANAGED, ({ team: { id } }) => ({
    path: `/teams/${id}/ticket-balance`,
  })),
  'POST /teams/:id/ticket-balance': door(MANAGED, ({ team: { id } }) => ({
    path: `/teams/${id}/ticket-balance`,
    body: { moves: [{ ticketId: randomUUID(), fromId: randomUUID(), toId: randomUUID() }] },
  })),
  'POST /tickets/bulk': door(STAFF_LIST, ({ ticket: { id } }) => ({
    path: '/tickets/bulk',
    body: { ticketIds: [id], addTags: ['seen'] },
  })),
  'POST /tickets/:id/merge': door(TEAM_TICKET, ({ ticket: { id }, duplicate }) => ({
    path: `/tickets/${id}/merge`,
    body: { intoId: duplicate.id },
  })),
  'GET /tickets/:id/history': door(TEAM_TICKET, ticket('/history')),
  'GET /tickets/:id/moment': door(TEAM_TICKET, ticket('/moment?moment=2099-01-01T00:00:00Z')),
  'POST /chats/:id/ticket': door(TEAM_CHAT, chat('/ticket', { clientId: randomUUID(), title: 'Goes on' })),
  'POST /my/tickets/from-chat/:id': door(OWN_TICKET, ({ chat: { id } }) => ({ path: `/my/tickets/from-chat/${id}` })),
  'GET /my/tickets/:id/history': door(OWN_TICKET, myTicket('/history')),
  'POST /my/tickets/:id/close': door(OWN_TICKET, myTicket('/close')),
  'POST /my/tickets/:id/reopen': door(OWN_TICKET, myTicket('/reopen')),
  'PUT /my/tickets/:id/review': door(OWN_TICKET, myTicket('/review', { rating: 4 })),
  'GET /my/tickets': door(CUSTOMERS, () => ({ path: '/my/tickets' })),
  'POST /my/tickets': door(CUSTOMERS, () => ({ path: '/my/tickets', body: ticketInput() })),
  'POST /my/tickets/drafts': door(CUSTOMERS, () => ({ path: '/my/tickets/drafts', body: {} })),
  'GET /my/tickets/overview': door(CUSTOMERS, () => ({ path: '/my/tickets/overview' })),
  'GET /my/tickets/categories': door(CUSTOMERS, () => ({ path: '/my/tickets/categories' })),
  'GET /my/tickets/:id': door(OWN_TICKET, myTicket('')),

  'GET /tickets/export.csv': door(STAFF_LIST, () => ({ path: '/tickets/export.csv' })),
  'GET /my/tickets/export.csv': door(CUSTOMERS, () => ({ path: '/my/tickets/export.csv' })),
  'POST /imports': door(MANAGERS_LIST, () => ({ path: '/imports' })),
  'GET /imports': door(MANAGERS_LIST, () => ({ path: '/imports' })),
  'GET /imports/:id': door(MANAGED, imported()),
  'GET /imports/:id/problems': door(MANAGED, imported('/problems')),
  'GET /imports/:id/cleaned.csv': door(MANAGED, imported('/cleaned.csv')),
  'POST /imports/:id/confirm': door(MANAGED, imported('/confirm')),
  'DELETE /imports/:id': door({ ...MANAGED, admin: 'gone' }, imported()),

  'GET /alerts': door(SIGNED_IN, () => ({ path: '/alerts' })),
  'GET /alerts/unread-count': door(SIGNED_IN, () => ({ path: '/alerts/unread-count' })),
  'POST /alerts/read-all': door(SIGNED_IN, () => ({ path: '/alerts/read-all' })),
  'POST /alerts/:id/read': door({ ...SIGNED_IN, ...allOf(404), ...NOT_SIGNED_IN }, () => ({
    path: `/alerts/${randomUUID()}/read`,
  })),
  'GET /direct-messages': door(STAFF, () => ({ path: '/direct-messages' })),
  'GET /direct-messages/unread-count': door(STAFF, () => ({ path: '/direct-messages/unread-count' })),
  'POST /direct-messages': door({ ...STAFF_READ, foreignVisitor: 403 }, ({ employeeId }) => ({
    path: '/direct-messages',
    body: { employeeId },
  })),
  'POST /shops/:id/announcements': door({ ...MANAGERS, foreignVisitor: 403 }, ({ shop: { id } }) => ({
    path: `/shops/${id}/announcements`,
    body: { title: 'Closed', body: 'We are closed tomorrow.' },
  })),

  'GET /widget': door(OPEN, () => ({ path: '/widget' })),
  'GET /widget/:shopKey': door(OPEN, ({ shop: { publicKey } }) => ({ path: `/widget/${publicKey}` })),
  'GET /demo': door(OPEN, () => ({ path: '/demo' })),
};

function allStaff(all: Expected) {
  return { ...agents(all), bare: all, manager: all, admin: all, foreignAgent: all, foreignManager: all };
}

function allOf(all: Expected): Record<Principal, Expected> {
  return { anonymous: all, broken: all, ended: all, deactivated: all, ...customers(all), ...allStaff(all) };
}
