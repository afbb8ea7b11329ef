import { randomUUID } from 'node:crypto';
import type { ShopView } from '../src/contract/shops.dto';
import type { TeamView } from '../src/contract/teams.dto';
import type { TicketDetail } from '../src/contract/tickets.dto';
import { TestApp } from './support/app';
import type { Employee, Visitor } from './support/build';
import type { TestSocket } from './support/client';

describe('who hears of tickets', () => {
  let app: TestApp;
  let shop: ShopView;
  let team: TeamView;
  let other: TeamView;
  let visitor: Visitor;
  let manager: Employee;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    shop = await app.build.shop();
    team = await app.build.team({ shopId: shop.id });
    other = await app.build.team({ shopId: shop.id });
    visitor = await app.build.visitor(shop);
    manager = await app.build.manager({ shopId: shop.id });
  });

  it('is whoever may see them, and nobody else', async () => {
    const inside = await watching(await agent(team));
    const boss = await watching(manager);
    const outsiders = [
      await watching(await agent(other)),
      await watching(await app.build.agent()),
      await app.as(await app.build.visitor(shop)).connect(),
    ];

    const { id } = await make();
    await app.as(manager).patch(`/tickets/${id}`, { priority: 'urgent' });

    for (const socket of [inside, boss])
      await socket.hears('ticket:changed', (ticket) => ticket.id === id && ticket.priority === 'urgent');
    const own = await app.as(visitor).connect();
    await app.as(manager).post(`/tickets/${id}/close`, {});
    await own.hears('ticket:changed', (ticket) => ticket.id === id && ticket.status === 'closed');
    await inside.hears('ticket:changed', (ticket) => ticket.id === id && ticket.status === 'closed');
    for (const socket of outsiders) expect(socket.all('ticket:changed')).toEqual([]);
  });

  it('sees what was said last, also without holding it, but neither who gave it back for good nor other teams', async () => {
    const [mira, devi] = [await agent(team), await agent(team)];
    const { id, conversationId } = await make();
    await app.as(devi).post(`/tickets/${id}/claim`);
    await app.as(devi).post(`/tickets/${id}/decline`, {});
    await app.as(mira).post(`/tickets/${id}/claim`);
    const [watcher, boss] = [await watching(await agent(team)), await watching(manager)];
    const outsiders = [await watching(await agent(other)), await watching(devi)];
    const own = await app.as(visitor).connect();
    const write = (who: Employee | Visitor, body: string) =>
      app.as(who).post(`/conversations/${conversationId}/messages`, { clientId: randomUUID(), body });
    const says = (preview: string) => (ticket: { id: string; lastMessage: { preview: string } | null }) =>
      ticket.id === id && ticket.lastMessage?.preview === preview;

    await write(mira, 'One moment, please.');
    for (const socket of [watcher, boss]) await socket.hears('ticket:changed', says('One moment, please.'));
    await own.hears('ticket:changed', says('One moment, please.'));
    await write(visitor, 'Thank you!');

    for (const socket of [watcher, boss]) await socket.hears('ticket:changed', says('Thank you!'));
    for (const socket of outsiders) expect(socket.all('ticket:changed')).toEqual([]);
  });

  it('loses those who gave them back for good, and teams that they leave', async () => {
    const [mira, devi] = [await agent(team), await agent(team)];
    const [first, second] = [await watching(mira), await watching(devi)];
    const neighbour = await watching(await agent(other));
    const { id } = await make();
    await app.as(mira).post(`/tickets/${id}/claim`);
    await app.as(mira).post(`/tickets/${id}/decline`, {});

    await first.hears('ticket:gone', ({ ticketId }) => ticketId === id);
    await app.as(manager).post(`/tickets/${id}/transfer`, { teamId: other.id });

    await neighbour.hears('ticket:changed', (ticket) => ticket.id === id);
    await second.hears('ticket:gone', ({ ticketId }) => ticketId === id);
    const heard = first.all('ticket:changed').filter((ticket) => ticket.id === id);
    expect(heard.every(({ version }) => version <= 2)).toBe(true);
  });

  it('is whoever holds one, wherever it belongs, also of what its customer writes', async () => {
    const mira = await agent(other);
    const desk = await watching(mira);
    const { id, conversationId } = await make();

    await app.as(manager).post(`/tickets/${id}/assign`, { agentId: mira.id });
    await desk.hears('ticket:changed', (ticket) => ticket.id === id && ticket.status === 'in_progress');
    const message = { clientId: randomUUID(), body: 'Are you there?' };
    await app.as(visitor).post(`/conversations/${conversationId}/messages`, message);

    await desk.hears('message:new', ({ body }) => body === 'Are you there?');
    await app.as(manager).post(`/tickets/${id}/transfer`, { teamId: team.id });
    await desk.hears('ticket:gone', ({ ticketId }) => ticketId === id);
    await app.as(visitor).post(`/conversations/${conversationId}/messages`, { ...message, clientId: randomUUID() });
    expect(desk.all('message:new').filter(({ body }) => body === 'Are you there?')).toHaveLength(1);
  });

  it.each([
    ['hands one over', 'transfer', () => ({ teamId: other.id })],
    ['gives one back for good', 'decline', () => ({})],
  ])('who %s hears nothing that is said from that moment on', async (_, verb, body) => {
    const mira = await agent(team);
    const desk = await watching(mira);
    const { id, conversationId } = await make();
    const write = (text: string) =>
      app.as(visitor).post(`/conversations/${conversationId}/messages`, { clientId: randomUUID(), body: text });
    await app.as(mira).post(`/tickets/${id}/claim`);
    await desk.get('conversation:open', { conversationId });
    await write('Before.');
    await desk.hears('message:new', (message) => message.body === 'Before.');

    await app.as(mira).post(`/tickets/${id}/${verb}`, body());
    await write('After.');

    await desk.hears('ticket:gone', ({ ticketId }) => ticketId === id);
    expect(desk.all('message:new').map((message) => message.body)).not.toContain('After.');
  });

  it('forgets at once who may no longer read them', async () => {
    const mira = await agent(team);
    const desk = await watching(mira);
    await app.as(manager).delete(`/teams/${team.id}/members/${mira.id}`);
    const { id } = await make();
    const still = await watching(await agent(team));
    await app.as(manager).patch(`/tickets/${id}`, { priority: 'low' });

    await still.hears('ticket:changed', (ticket) => ticket.id === id);
    expect(desk.all('ticket:changed')).toEqual([]);
  });

  function agent(of: TeamView): Promise<Employee> {
    return app.build.agent({ shopId: shop.id, teamIds: [of.id] });
  }

  async function watching(who: Employee): Promise<TestSocket> {
    const socket = await app.as(who).connect();
    await socket.get('tickets:watch', {});
    return socket;
  }

  async function make(): Promise<TicketDetail> {
    const { body } = await app.as(manager).post<TicketDetail>('/tickets', {
      ...{ clientId: randomUUID(), title: 'Cannot pay', description: 'My card is refused.' },
      ...{ customerId: visitor.id, teamId: team.id },
    });
    return body;
  }
});
