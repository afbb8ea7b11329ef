import { randomUUID } from 'node:crypto';
import { sign } from 'jsonwebtoken';
import { Alert } from '../src/alerts/alert.entity';
import { AlertCleanUp } from '../src/alerts/alert-clean-up';
import type { AlertView, Announced, UnreadAlerts } from '../src/contract/alerts.dto';
import type { VisitorTokenView } from '../src/contract/auth.dto';
import type { CustomerChatView } from '../src/contract/chats.dto';
import type { Page } from '../src/contract/common.dto';
import type { ShopSecretView, ShopView } from '../src/contract/shops.dto';
import type { TeamView } from '../src/contract/teams.dto';
import type { CustomerTicketView, TicketView } from '../src/contract/tickets.dto';
import { databaseTime } from '../src/core/paging';
import { UnitOfWork } from '../src/database/unit-of-work';
import { Ticket } from '../src/tickets/ticket.entity';
import { TestApp } from './support/app';
import type { Employee, Person, Visitor } from './support/build';
import { eventually } from './support/client';

const DAY = 86_400_000;

describe('alerts', () => {
  let app: TestApp;
  let shop: ShopView;
  let team: TeamView;
  let manager: Employee;
  let agent: Employee;
  let visitor: Visitor;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    shop = await app.build.shop();
    team = await app.build.team({ shopId: shop.id });
    manager = await app.build.manager({ shopId: shop.id });
    agent = await app.build.agent({ shopId: shop.id, teamIds: [team.id], firstName: 'Mira' });
    visitor = await app.build.visitor(shop, { name: 'Cem' });
  });

  const alertsOf = async (person: Person, query = '') =>
    (await app.as(person).get<Page<AlertView>>(`/alerts?limit=100${query}`)).body.items;
  const unreadOf = async (person: Person) => (await app.as(person).get<UnreadAlerts>('/alerts/unread-count')).body;
  /** What somebody was told, the oldest first. */
  const toldTo = async (person: Person) => (await alertsOf(person)).map(({ kind }) => kind).reverse();
  const file = async (): Promise<CustomerTicketView> => {
    const input = { clientId: randomUUID(), title: 'No light', description: 'The lamp does not work.' };
    const { status, body } = await app.as(visitor).post<CustomerTicketView>('/my/tickets', input);
    expect(status).toBe(201);
    return body;
  };
  const claimed = async (): Promise<TicketView> => {
    const { id } = await file();
    return (await app.as(agent).post<TicketView>(`/tickets/${id}/claim`)).body;
  };
  const write = async (person: Person, { conversationId }: { conversationId: string }, more: object = {}) => {
    const input = { clientId: randomUUID(), body: 'Hello', ...more };
    const { status } = await app.as(person).post(`/conversations/${conversationId}/messages`, input);
    expect(status).toBe(201);
  };
  const step = async (by: Employee, id: string, name: string, input: object = {}) => {
    const { status, body } = await app.as(by).post(`/tickets/${id}/${name}`, input);
    expect({ status, body }).toMatchObject({ status: 200 });
  };

  it('tell the customer what happens to their ticket, and nobody of what they did themselves', async () => {
    const ticket = await claimed();

    const [alert, ...others] = await alertsOf(visitor);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      ...{ kind: 'ticketStatusChanged', shopId: shop.id, readAt: null, chat: null },
      by: { kind: 'employee', id: agent.id, name: 'Mira' },
      ticket: { id: ticket.id, number: ticket.number, title: 'No light' },
      data: { from: 'open', to: 'in_progress' },
    });
    expect(await alertsOf(agent)).toEqual([]);
    expect(await alertsOf(manager)).toEqual([]);
  });

  it('tell who gets a ticket, and who is handed one', async () => {
    const { id } = await file();
    const other = await app.build.agent({ shopId: shop.id, teamIds: [team.id] });

    await step(manager, id, 'assign', { agentId: agent.id });
    await step(agent, id, 'transfer', { agentId: other.id });

    expect(await alertsOf(agent)).toMatchObject([{ kind: 'ticketAssigned', by: { id: manager.id }, ticket: { id } }]);
    expect(await alertsOf(other)).toMatchObject([{ kind: 'ticketAssigned', by: { id: agent.id }, ticket: { id } }]);
    expect(await toldTo(visitor)).toEqual(['ticketStatusChanged']);
    expect(await alertsOf(manager)).toEqual([]);
  });

  it('tell both sides of a ticket what the other does with it', async () => {
    const { id } = await claimed();

    await step(manager, id, 'hold');
    await step(agent, id, 'resume');
    await step(manager, id, 'close');
    await app.as(visitor).post(`/my/tickets/${id}/reopen`);

    expect((await alertsOf(agent)).map(({ kind, data }) => [kind, data.to]).reverse()).toEqual([
      ['ticketStatusChanged', 'on_hold'],
      ['ticketClosed', 'closed'],
      ['ticketStatusChanged', 'in_progress'],
    ]);
    expect((await alertsOf(visitor)).map(({ kind, data }) => [kind, data.to]).reverse()).toEqual([
      ['ticketStatusChanged', 'in_progress'],
      ['ticketStatusChanged', 'on_hold'],
      ['ticketStatusChanged', 'in_progress'],
      ['ticketClosed', 'closed'],
    ]);
  });

  it('say once that a customer wrote who wakes up a ticket with it', async () => {
    const ticket = await claimed();
    await step(agent, ticket.id, 'hold');

    await write(visitor, ticket);

    expect(await toldTo(agent)).toEqual(['ticketReplied']);
  });

  it('tell the two sides that the other has written, once until it is read', async () => {
    const ticket = await claimed();
    const [taken] = await alertsOf(visitor);
    await app.as(visitor).post(`/alerts/${taken?.id}/read`);

    await write(visitor, ticket);
    await write(visitor, ticket);
    await write(agent, ticket);
    await write(agent, ticket, { visibility: 'internal' });

    expect(await alertsOf(agent)).toMatchObject([{ kind: 'ticketReplied', by: { id: visitor.id, name: 'Cem' } }]);
    expect(await alertsOf(visitor, '&unread=true')).toMatchObject([{ kind: 'ticketReplied', by: { name: 'Mira' } }]);

    await app.as(agent).post('/alerts/read-all');
    await write(visitor, ticket);
    expect(await toldTo(agent)).toEqual(['ticketReplied', 'ticketReplied']);
  });

  it('tell managers who declined and why, and the one who did nothing of it ever again', async () => {
    const ticket = await claimed();
    await write(visitor, ticket);
    expect(await toldTo(agent)).toEqual(['ticketReplied']);

    await app.as(agent).post(`/tickets/${ticket.id}/decline`, { reason: 'My brother in law' });
    // As if a slip in the code had left it with them.
    await app.db
      .getRepository(Ticket)
      .update({ id: ticket.id }, { assigneeId: agent.id, slaNextAt: new Date(0), resolutionRiskAt: new Date(0) });
    await eventually(
      () => toldTo(manager),
      (kinds) => kinds.includes('slaAtRisk'),
    );

    expect(await alertsOf(manager)).toMatchObject([
      { kind: 'slaAtRisk' },
      { kind: 'ticketDeclined', by: { id: agent.id }, data: { reason: 'My brother in law' } },
    ]);
    expect(await alertsOf(agent)).toEqual([]);
    expect((await alertsOf(visitor)).at(0)).toMatchObject({
      ...{ kind: 'ticketStatusChanged', by: null },
      data: { from: 'in_progress', to: 'open' },
    });
  });

  it('tell the holder and the managers when the time runs out', async () => {
    const { id } = await claimed();
    const others = await app.build.manager({ shopId: shop.id });
    await app.db.getRepository(Ticket).update({ id }, { slaNextAt: new Date(0), resolutionRiskAt: new Date(0) });

    const alerts = await eventually(
      () => alertsOf(agent),
      (found) => found.length > 0,
    );

    expect(alerts).toMatchObject([{ kind: 'slaAtRisk', by: null, data: { promise: 'resolution' }, ticket: { id } }]);
    expect(await toldTo(manager)).toEqual(['slaAtRisk']);
    expect(await toldTo(others)).toEqual(['slaAtRisk']);
    expect(await toldTo(visitor)).toEqual(['ticketStatusChanged']);
  });

  it('are written with the change that they tell of, or not at all', async () => {
    const { id } = await file();
    let isFailing = true;
    app.get(UnitOfWork).alongside(async (tx, recorded) => {
      if (!isFailing || !recorded.some(({ stored }) => stored.subjectId === id)) return;
      expect(await tx.manager.existsBy(Alert, { recipientId: visitor.id, ticketId: id })).toBe(true);
      throw new Error('too late');
    });

    expect((await app.as(agent).post(`/tickets/${id}/claim`)).status).toBe(500);
    expect(await alertsOf(visitor)).toEqual([]);
    expect((await app.as(visitor).get<CustomerTicketView>(`/my/tickets/${id}`)).body.status).toBe('open');

    isFailing = false;
    expect((await app.as(agent).post(`/tickets/${id}/claim`)).status).toBe(200);
    expect(await toldTo(visitor)).toEqual(['ticketStatusChanged']);
  });

  it('tell colleagues who are mentioned in a note, those alone who may read it', async () => {
    const ticket = await claimed();
    const decliner = await app.build.agent({ shopId: shop.id });
    await step(manager, ticket.id, 'assign', { agentId: decliner.id });
    await app.as(decliner).post(`/tickets/${ticket.id}/decline`, {});
    const bare = await app.build.employee({ shopId: shop.id, roleId: (await app.build.role({}, shop.id)).id });
    const gone = await app.build.manager({ shopId: shop.id });
    await app.as(manager).post(`/employees/${gone.id}/deactivate`);
    const stranger = await app.build.manager();
    const admin = await app.build.admin();
    const called = [agent, admin, manager, decliner, bare, gone, stranger];
    const body = `${called.map(({ username }) => `@${username.toUpperCase()}`).join(', ')}. Look, @nobody!`;

    await write(manager, ticket, { body, visibility: 'internal' });
    await write(visitor, ticket, { body });

    const rows = await app.db.getRepository(Alert).findBy({ kind: 'mention', conversationId: ticket.conversationId });
    expect(rows.map(({ recipientId }) => recipientId).sort()).toEqual([agent.id, admin.id].sort());
    expect((await alertsOf(agent)).find(({ kind }) => kind === 'mention')).toMatchObject({
      ...{ by: { id: manager.id }, ticket: { id: ticket.id }, conversationId: ticket.conversationId },
    });
  });

  it('tell who is mentioned in the note of a handover, and in a chat', async () => {
    const { id } = await claimed();
    const other = await app.build.agent({ shopId: shop.id });
    const chat = (await app.as(visitor).post<CustomerChatView>('/chats', { clientId: randomUUID(), message: 'Hi' }))
      .body;
    await app.as(agent).post(`/chats/${chat.id}/take`);

    await step(agent, id, 'transfer', { agentId: other.id, note: `@${manager.username} knows more` });
    await write(agent, chat, { body: `@${manager.username} too?`, visibility: 'internal' });

    expect(await alertsOf(manager)).toMatchObject([
      { kind: 'mention', ticket: null, chat: { id: chat.id, number: chat.number } },
      { kind: 'mention', ticket: { id }, chat: null },
    ]);
  });

  it('bring news of the shop to all who work there now, and to nobody else', async () => {
    const gone = await app.build.agent({ shopId: shop.id });
    await app.as(manager).post(`/employees/${gone.id}/deactivate`);
    const stranger = await app.build.agent();

    const { status, body } = await app
      .as(manager)
      .post<Announced>(`/shops/${shop.id}/announcements`, { title: ' Closed ', body: 'We close at noon.' });

    expect({ status, body }).toEqual({ status: 201, body: { recipients: 1 } });
    expect(await alertsOf(agent)).toMatchObject([
      {
        kind: 'announcement',
        by: { id: manager.id },
        ticket: null,
        data: { title: 'Closed', body: 'We close at noon.' },
      },
    ]);
    for (const other of [manager, stranger, visitor]) expect(await alertsOf(other)).toEqual([]);
    expect(await app.db.getRepository(Alert).countBy({ recipientId: gone.id })).toBe(0);
  });

  it('are everybody’s own: another’s cannot be read, and read-all reads one’s own only', async () => {
    await claimed();
    const [alert] = await alertsOf(visitor);
    const other = await app.build.visitor(shop);

    const answer = await app.as(other).post<{ code: string }>(`/alerts/${alert?.id}/read`);
    await app.as(other).post('/alerts/read-all');

    expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(await unreadOf(visitor)).toEqual({ unread: 1 });
  });

  it('come in pages, and can be narrowed to what is unread', async () => {
    for (let round = 0; round < 5; round++) await claimed();
    const [newest] = await alertsOf(visitor);
    await app.as(visitor).post(`/alerts/${newest?.id}/read`);

    const first = (await app.as(visitor).get<Page<AlertView>>('/alerts?limit=3')).body;
    const second = (await app.as(visitor).get<Page<AlertView>>(`/alerts?limit=3&cursor=${first.nextCursor}`)).body;

    expect([...first.items, ...second.items].map(({ ticket }) => ticket?.number)).toEqual([5, 4, 3, 2, 1]);
    expect(second.nextCursor).toBeNull();
    expect((await alertsOf(visitor, '&unread=true')).map(({ ticket }) => ticket?.number)).toEqual([4, 3, 2, 1]);
    expect(await unreadOf(visitor)).toEqual({ unread: 4 });
  });

  it('name no ticket that their reader may not see any more', async () => {
    const own = await app.build.role({ 'tickets:read': 'own', 'tickets:take': 'shop' }, shop.id);
    const helper = await app.build.employee({ shopId: shop.id, roleId: own.id });
    const { id } = await file();
    await step(manager, id, 'assign', { agentId: helper.id });
    expect(await alertsOf(helper)).toMatchObject([{ ticket: { id } }]);

    await step(manager, id, 'assign', { agentId: agent.id });

    expect(await alertsOf(helper)).toMatchObject([{ kind: 'ticketAssigned', ticket: null }]);
  });

  it('reach every open page at once, and so does that they were read', async () => {
    const [phone, laptop] = [await app.as(agent).connect(), await app.as(agent).connect()];
    const customer = await app.as(visitor).connect();
    const ticket = await claimed();
    await write(visitor, ticket);

    const [onPhone, onLaptop] = [await phone.hears('alert:new'), await laptop.hears('alert:new')];
    expect(onPhone).toEqual(onLaptop);
    expect(onPhone).toMatchObject({ unread: 1, alert: { kind: 'ticketReplied', ticket: { id: ticket.id } } });
    expect(await customer.hears('alert:new')).toMatchObject({ unread: 1, alert: { kind: 'ticketStatusChanged' } });

    await app.as(agent).post(`/alerts/${onPhone.alert.id}/read`);
    expect(await laptop.hears('alerts:read')).toEqual({ alertIds: [onPhone.alert.id], unread: 0 });
    await app.as(visitor).post('/alerts/read-all');
    expect(await customer.hears('alerts:read')).toEqual({ alertIds: null, unread: 0 });
    expect(customer.all('alert:new')).toHaveLength(1);
  });

  it('stay with a visitor who turns out to be somebody the shop knows', async () => {
    const admin = app.as(await app.build.admin());
    const { identitySecret } = (await admin.post<ShopSecretView>(`/shops/${shop.id}/rotate-secret`)).body;
    const identity = sign({ sub: 'user-1', name: 'Cem' }, identitySecret, { expiresIn: 600 });
    const known = await app.build.visitor(shop, { identity });
    await claimed();
    const was = await alertsOf(visitor);

    const input = { shop: shop.publicKey, identity, refresh_token: visitor.refreshToken };
    const { body } = await app.as(null).post<VisitorTokenView>('/auth/visit', input);

    expect(body.customerId).toBe(known.id);
    expect(await alertsOf(known)).toEqual(was);
    expect(was).toMatchObject([{ kind: 'ticketStatusChanged' }]);
  });

  it('are removed after 90 days', async () => {
    await claimed();
    await claimed();
    const rows = app.db.getRepository(Alert);
    const [newest] = await alertsOf(visitor);
    const old = databaseTime(new Date(Date.now() - 91 * DAY));
    await app.db.query('UPDATE alerts SET createdAt = ? WHERE id = ?', [old, newest?.id]);

    await app.get(AlertCleanUp).removeOld();

    expect(await rows.existsBy({ id: newest?.id ?? '' })).toBe(false);
    expect(await alertsOf(visitor)).toHaveLength(1);
  });
});
