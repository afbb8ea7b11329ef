import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { ChatView, CustomerChatView } from '../src/contract/chats.dto';
import type { Page } from '../src/contract/common.dto';
import type { ShopView } from '../src/contract/shops.dto';
import type { TeamView } from '../src/contract/teams.dto';
import type { CustomerTicketView, TicketDetail, TicketHistoryItem, TicketMoment } from '../src/contract/tickets.dto';
import { Conversation } from '../src/conversations/conversation.entity';
import { StoredEvent } from '../src/database/stored-event.entity';
import { Ticket } from '../src/tickets/ticket.entity';
import { TicketDecline } from '../src/tickets/ticket-decline.entity';
import { replay } from '../src/tickets/ticket-replay';
import { snapshotOf } from '../src/tickets/ticket-snapshot';
import { TestApp } from './support/app';
import type { Employee, Visitor } from './support/build';

const DAY = 86_400_000;

describe('the life of a ticket', () => {
  let app: TestApp;
  let shop: ShopView;
  let team: TeamView;
  let visitor: Visitor;
  let mira: Employee;
  let devi: Employee;
  let manager: Employee;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    shop = await app.build.shop();
    team = await app.build.team({ shopId: shop.id });
    visitor = await app.build.visitor(shop);
    mira = await app.build.agent({ shopId: shop.id, teamIds: [team.id], firstName: 'Mira' });
    devi = await app.build.agent({ shopId: shop.id, teamIds: [team.id], firstName: 'Devi' });
    manager = await app.build.manager({ shopId: shop.id, firstName: 'Max' });
  });

  it('does not end before somebody has it', async () => {
    const { id } = await filed();

    const closed = await app.as(mira).post<{ code: string }>(`/tickets/${id}/close`, {});
    const held = await app.as(mira).post<{ code: string }>(`/tickets/${id}/hold`);

    for (const answer of [closed, held]) expect(answer).toMatchObject({ status: 409, body: { code: 'NOT_HOLDER' } });
  });

  it('stands still while it waits for the customer, and goes on when they write', async () => {
    const { id, conversationId } = await claimed(mira);

    const held = await act(mira, id, 'hold');
    expect(held).toMatchObject({ status: 'on_hold', sla: 'paused', can: { hold: false, resume: true } });
    await write(visitor, conversationId, 'Here is the number');

    expect(await detail(mira, id)).toMatchObject({ status: 'in_progress', assignee: { id: mira.id } });
    expect(await names(id)).toEqual(['ticket.resumed', 'ticket.held', 'ticket.claimed', 'ticket.created']);
  });

  it('is open again, with the same agent, when its customer writes in time', async () => {
    const { id, conversationId } = await claimed(mira);
    await act(mira, id, 'close', { reason: 'Solved' });

    await write(visitor, conversationId, 'It is not');

    expect(await detail(mira, id)).toMatchObject({ status: 'in_progress', assignee: { id: mira.id }, closedAt: null });
  });

  it('goes to the pool where who had it works there no more', async () => {
    const { id } = await claimed(mira);
    await act(mira, id, 'close');
    await app.as(manager).post(`/employees/${mira.id}/deactivate`);

    expect((await app.as(visitor).post(`/my/tickets/${id}/reopen`)).status).toBe(200);

    expect(await detail(devi, id)).toMatchObject({ status: 'open', assignee: null });
  });

  it('is followed by another one when it was closed too long ago, by the same message only once', async () => {
    const first = await claimed(mira);
    await act(mira, first.id, 'close');
    await app.db.getRepository(Ticket).update({ id: first.id }, { closedAt: new Date(Date.now() - 8 * DAY) });
    expect((await app.as(visitor).post(`/my/tickets/${first.id}/reopen`)).status).toBe(409);

    const message = { clientId: randomUUID(), body: 'Again the same trouble' };
    const path = `/conversations/${first.conversationId}/messages`;
    const sent = await app.as(visitor).post<{ conversationId: string }>(path, message);
    const again = await app.as(visitor).post<{ conversationId: string }>(path, message);

    expect(again.body).toEqual(sent.body);
    const { body } = await app.as(visitor).get<Page<CustomerTicketView>>('/my/tickets');
    expect(body.items).toHaveLength(2);
    expect(body.items[0]).toMatchObject({
      ...{ number: 2, status: 'open', title: 'Cannot pay', description: 'Again the same trouble' },
      followUpOf: { id: first.id, number: 1 },
      lastMessage: { preview: 'Again the same trouble' },
    });
    expect(await detail(mira, first.id)).toMatchObject({ status: 'closed' });
  });

  it('is closed, rated and reopened by its customer', async () => {
    const { id } = await claimed(mira);
    const review = { rating: 4, comment: 'Quick' };
    expect((await app.as(visitor).put(`/my/tickets/${id}/review`, review)).status).toBe(409);

    const closed = await app.as(visitor).post<CustomerTicketView>(`/my/tickets/${id}/close`);
    expect(closed.body).toMatchObject({ status: 'closed', canRate: true, canReopen: true });
    expect((await app.as(visitor).post(`/my/tickets/${id}/close`)).status).toBe(200);
    expect((await app.as(visitor).put(`/my/tickets/${id}/review`, review)).status).toBe(200);
    expect((await app.as(visitor).put(`/my/tickets/${id}/review`, { rating: 5 })).status).toBe(200);
    expect(await detail(mira, id)).toMatchObject({ review: { rating: 5 } });
    const open = await app.as(visitor).post<CustomerTicketView>(`/my/tickets/${id}/reopen`);
    expect(open.body).toMatchObject({ status: 'in_progress', canRate: false });
  });

  it('is handed to a colleague or a team, with a note that the customer does not see', async () => {
    const { id, conversationId } = await claimed(mira);

    const given = await act(mira, id, 'transfer', { agentId: devi.id, note: 'You know cards' });

    expect(given).toMatchObject({ status: 'in_progress', assignee: { id: devi.id } });
    const bodies = async (who: Employee | Visitor) => {
      const path = `/conversations/${conversationId}/messages`;
      const { body } = await app.as(who).get<{ messages: { body: string }[] }>(path);
      return body.messages.map((message) => message.body);
    };
    expect(await bodies(devi)).toContain('You know cards');
    expect(await bodies(visitor)).not.toContain('You know cards');
    const late = await app.as(mira).post<{ code: string }>(`/tickets/${id}/transfer`, { teamId: team.id });
    expect(late).toMatchObject({ status: 409, body: { code: 'NOT_HOLDER' } });
    expect(await act(devi, id, 'transfer', { teamId: team.id })).toMatchObject({ status: 'open', assignee: null });
  });

  it('is never given to who declined it, by nobody', async () => {
    const { id } = await claimed(mira);
    expect((await app.as(mira).post(`/tickets/${id}/decline`, {})).status).toBe(204);

    const assigned = await app.as(manager).post<{ code: string }>(`/tickets/${id}/assign`, { agentId: mira.id });
    expect(assigned).toMatchObject({ status: 409, body: { code: 'DECLINED' } });
    await app.as(devi).post(`/tickets/${id}/claim`);
    const handed = await app.as(devi).post<{ code: string }>(`/tickets/${id}/transfer`, { agentId: mira.id });
    expect(handed).toMatchObject({ status: 409, body: { code: 'DECLINED' } });
  });

  it('is assigned by those in charge, but not to strangers and people who left', async () => {
    const { id } = await filed();
    const stranger = await app.build.agent();
    await app.as(manager).post(`/employees/${devi.id}/deactivate`);

    expect((await app.as(mira).post(`/tickets/${id}/assign`, { agentId: mira.id })).status).toBe(403);
    expect((await app.as(manager).post(`/tickets/${id}/assign`, { agentId: stranger.id })).status).toBe(404);
    expect((await app.as(manager).post(`/tickets/${id}/assign`, { agentId: devi.id })).status).toBe(409);
    expect(await act(manager, id, 'assign', { agentId: mira.id })).toMatchObject({ assignee: { id: mira.id } });
  });

  it('says in its history who changed what, and only what concerns them to customers', async () => {
    const { id } = await claimed(mira);
    const path = `/tickets/${id}`;
    await app.as(mira).patch(path, { priority: 'high', tags: ['VIP'] });
    await app.as(mira).patch(path, { priority: 'high' });
    await app.as(mira).patch(path, { contactPhone: '12', category: 'bug report' });
    await app.as(mira).post(`/tickets/${id}/decline`, { reason: 'My cousin' });

    const { body } = await app.as(devi).get<Page<TicketHistoryItem>>(`/tickets/${id}/history`);
    expect(body.items.map(({ name, changes }) => [name, changes.map(({ field }) => field)])).toEqual([
      ['ticket.declined', ['assignee', 'declinedBy', 'reason']],
      ['ticket.changed', ['category', 'contactPhone']],
      ['ticket.changed', ['priority', 'tags']],
      ['ticket.claimed', ['assignee']],
      ['ticket.created', []],
    ]);
    expect(body.items[2]).toMatchObject({
      actor: { kind: 'employee', id: mira.id, name: 'Mira' },
      changes: [{ before: 'normal', after: 'high' }, { after: ['vip'] }],
    });
    expect(body.items[3]?.changes[0]?.after).toEqual({ id: mira.id, name: 'Mira' });
    const own = await app.as(visitor).get<Page<TicketHistoryItem>>(`/my/tickets/${id}/history`);
    expect(own.body.items.map(({ name }) => name)).toEqual(['ticket.changed', 'ticket.claimed', 'ticket.created']);
    expect(JSON.stringify(own.body)).not.toContain('cousin');
  });

  it('can be seen as it was at any moment', async () => {
    const { id } = await claimed(mira);
    await app.as(mira).patch(`/tickets/${id}`, { title: 'Card refused' });
    const events = await app.as(manager).get<Page<TicketHistoryItem>>(`/tickets/${id}/history`);
    const claimedAt = events.body.items[1]?.at ?? '';
    const at = (moment: string) => app.as(manager).get<TicketMoment>(`/tickets/${id}/moment?moment=${moment}`);

    expect((await at(new Date().toISOString())).body.fields).toMatchObject({ title: 'Card refused' });
    const before = await at(new Date(Date.parse(claimedAt) - 1).toISOString());
    if (before.status === 200) expect(before.body.fields).toMatchObject({ assigneeId: null, title: 'Cannot pay' });
    expect((await at('2020-01-01T00:00:00Z')).status).toBe(404);
  });

  it('continues a chat in the same conversation, and each knows of the other', async () => {
    const started = await app
      .as(visitor)
      .post<CustomerChatView>('/chats', { clientId: randomUUID(), message: 'My order', teamId: team.id });
    const chat = started.body;
    await app.as(mira).put('/agents/me/presence', { presence: 'available' });
    await app.as(mira).post(`/chats/${chat.id}/take`);
    const input = { clientId: randomUUID(), title: 'Order is missing', priority: 'high' };
    expect((await app.as(devi).post(`/chats/${chat.id}/ticket`, input)).status).toBe(409);

    const [made, again] = await Promise.all(
      [1, 2].map(() => app.as(mira).post<TicketDetail>(`/chats/${chat.id}/ticket`, input)),
    );

    expect(made).toMatchObject({ status: 201 });
    expect(again?.body.id).toBe(made?.body.id);
    const ticket = made?.body as TicketDetail;
    expect(ticket).toMatchObject({
      ...{ conversationId: chat.conversationId, chatId: chat.id, source: 'chat', description: 'My order' },
      ...{ status: 'in_progress', assignee: { id: mira.id }, can: { reply: true } },
    });
    const ended = await app.as(mira).get<ChatView>(`/chats/${chat.id}`);
    expect(ended.body).toMatchObject({ status: 'closed', ticket: { id: ticket.id, number: ticket.number } });
    await write(visitor, chat.conversationId, 'Thank you');
    await write(mira, chat.conversationId, 'We look for it');
    await app.as(visitor).put(`/chats/${chat.id}/review`, { rating: 5 });
    await write(mira, chat.conversationId, 'Found');
    const second = { clientId: randomUUID(), title: 'Once more' };
    expect((await app.as(mira).post(`/chats/${chat.id}/ticket`, second)).status).toBe(409);
  });

  it('is called by the beginning of its chat, which is never cut inside of a character', async () => {
    const { id, customer } = await app.build.chat(shop, { message: `${'x'.repeat(79)}😀 is broken` });

    const { status, body } = await app.as(customer).post<CustomerTicketView>(`/my/tickets/from-chat/${id}`);

    expect([status, body.title]).toEqual([200, 'x'.repeat(79)]);
  });

  it('comes from a chat that nobody has taken, when its customer would rather not wait', async () => {
    const chat = await started();
    const leave = () => app.as(visitor).post<CustomerTicketView>(`/my/tickets/from-chat/${chat.id}`);

    const answers = await Promise.all([leave(), leave()]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const [ticket] = answers.map(({ body }) => body);
    expect(ticket).toMatchObject({ conversationId: chat.conversationId, title: 'My order', status: 'open' });
    const { body: current } = await app.as(visitor).get<{ chat: CustomerChatView }>('/chats/current');
    expect(current.chat).toMatchObject({
      ...{ status: 'closed', canReopen: false },
      ticket: { id: ticket?.id, number: ticket?.number },
    });
    await act(mira, ticket?.id ?? '', 'claim');
    await write(mira, chat.conversationId, 'Here it is');
    await write(visitor, chat.conversationId, 'Thank you');
  });

  it('is not made of a chat that somebody answers', async () => {
    const chat = await started();
    await app.as(mira).put('/agents/me/presence', { presence: 'available' });
    await app.as(mira).post(`/chats/${chat.id}/take`);

    expect((await app.as(visitor).post(`/my/tickets/from-chat/${chat.id}`)).status).toBe(409);
  });

  it('keeps its promises whatever people do with it', async () => {
    const steps = ['claim', 'release', 'decline', 'hold', 'resume', 'close', 'reopen', 'toDevi', 'toTeam', 'assign'];
    const more = ['write', 'customerCloses', 'customerReopens', 'rate', 'raise'];
    const who = fc.constantFrom('mira', 'devi', 'manager');
    const walk = fc.array(fc.record({ who, step: fc.constantFrom(...steps, ...more) }), {
      minLength: 5,
      maxLength: 18,
    });
    const people = { mira, devi, manager };

    await fc.assert(
      fc.asyncProperty(walk, async (taken) => {
        const { id, conversationId } = await filed();
        for (const it of taken) {
          const status = await step(id, conversationId, people[it.who], it.step);
          expect(status).toBeLessThan(500);
        }
        await checkPromises(id);
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  async function step(id: string, conversationId: string, person: Employee, name: string): Promise<number> {
    const staff = app.as(person);
    const own = app.as(visitor);
    const message = () => ({ clientId: randomUUID(), body: 'Hello' });
    const special: Record<string, () => Promise<{ status: number }>> = {
      toDevi: () => staff.post(`/tickets/${id}/transfer`, { agentId: devi.id }),
      toTeam: () => staff.post(`/tickets/${id}/transfer`, { teamId: team.id }),
      assign: () => staff.post(`/tickets/${id}/assign`, { agentId: mira.id }),
      write: () => own.post(`/conversations/${conversationId}/messages`, message()),
      customerCloses: () => own.post(`/my/tickets/${id}/close`),
      customerReopens: () => own.post(`/my/tickets/${id}/reopen`),
      rate: () => own.put(`/my/tickets/${id}/review`, { rating: 3 }),
      raise: () => staff.patch(`/tickets/${id}`, { priority: 'urgent' }),
    };
    return (await (special[name] ?? (() => staff.post(`/tickets/${id}/${name}`, {})))()).status;
  }

  async function checkPromises(id: string): Promise<void> {
    const ticket = await app.db.getRepository(Ticket).findOneByOrFail({ id });
    const log = await app.db.getRepository(Conversation).findOneByOrFail({ id: ticket.conversationId });
    const declines = await app.db.getRepository(TicketDecline).findBy({ ticketId: id });
    const events = await app.db.getRepository(StoredEvent).find({ where: { subjectId: id }, order: { id: 'ASC' } });

    const isClosed = ticket.status === 'closed';
    if (ticket.status === 'open') expect(ticket.assigneeId).toBeNull();
    if (!isClosed && ticket.status !== 'open') expect(ticket.assigneeId).not.toBeNull();
    expect(ticket.pausedSince !== null).toBe(ticket.status === 'on_hold');
    expect(ticket.closedAt !== null).toBe(isClosed);
    expect(log).toMatchObject({ isClosed, holderId: isClosed ? null : ticket.assigneeId });
    if (!isClosed) expect(declines.map(({ agentId }) => agentId)).not.toContain(ticket.assigneeId);
    expect(replay(events)).toEqual(snapshotOf(ticket));
  }

  async function started(): Promise<CustomerChatView> {
    const input = { clientId: randomUUID(), message: 'My order', teamId: team.id };
    return (await app.as(visitor).post<CustomerChatView>('/chats', input)).body;
  }

  async function filed(): Promise<CustomerTicketView> {
    const { status, body } = await app.as(visitor).post<CustomerTicketView>('/my/tickets', {
      ...{ clientId: randomUUID(), title: 'Cannot pay', description: 'My card is refused each time.' },
    });
    if (status >= 300) throw new Error(`Not filed: ${JSON.stringify(body)}`);
    return body;
  }

  async function claimed(agent: Employee): Promise<CustomerTicketView> {
    const ticket = await filed();
    await act(agent, ticket.id, 'claim');
    return ticket;
  }

  async function act(who: Employee, id: string, action: string, body: object = {}): Promise<TicketDetail> {
    const answer = await app.as(who).post<TicketDetail>(`/tickets/${id}/${action}`, body);
    if (answer.status >= 300) throw new Error(`${action}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async function detail(who: Employee, id: string): Promise<TicketDetail> {
    return (await app.as(who).get<TicketDetail>(`/tickets/${id}`)).body;
  }

  async function write(who: Employee | Visitor, conversationId: string, body: string): Promise<void> {
    const path = `/conversations/${conversationId}/messages`;
    const sent = await app.as(who).post(path, { clientId: randomUUID(), body });
    if (sent.status >= 300) throw new Error(`Not sent: ${JSON.stringify(sent.body)}`);
  }

  async function names(id: string): Promise<string[]> {
    const { body } = await app.as(manager).get<Page<TicketHistoryItem>>(`/tickets/${id}/history`);
    return body.items.map(({ name }) => name);
  }
});
