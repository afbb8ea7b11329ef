import { randomUUID } from 'node:crypto';
import { Agents } from '../src/chats/agents.service';
import type {
  ChatCounts,
  ChatDetail,
  ChatView,
  CustomerChatView,
  OfferView,
  RoutingExplanation,
} from '../src/contract/chats.dto';
import type { Page } from '../src/contract/common.dto';
import type { ErrorBody } from '../src/contract/errors';
import { TestApp } from './support/app';
import type { Employee } from './support/build';
import { eventually } from './support/client';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

/** A team that offers by itself, two agents who are there, and one chat that the first gave back for good. */
async function declined({ held }: { held: boolean }) {
  const shop = await app.build.shop();
  const team = await app.build.team({ shopId: shop.id });
  const [ann, bob] = [
    await app.build.agent({ shopId: shop.id, teamIds: [team.id] }),
    await app.build.agent({ shopId: shop.id, teamIds: [team.id] }),
  ];
  for (const { id } of [ann, bob]) await app.get(Agents).connected(id);
  const manager = await app.build.manager({ shopId: shop.id });
  const chat = await app.build.chat(shop, { teamId: team.id, topic: 'Lost parcel' });
  if (held) await app.as(ann).post(`/chats/${chat.id}/take`);
  const { status } = await app.as(ann).post(`/chats/${chat.id}/decline`, { reason: 'A friend of mine' });
  expect(status).toBe(204);
  return { shop, team, ann, bob, manager, chat };
}

describe.each([
  ['from the queue', false],
  ['after having held it', true],
])('a chat that was given back for good %s', (_, held) => {
  it('waits for others at its place', async () => {
    const { bob, chat } = await declined({ held });

    const queue = await app.as(bob).get<Page<ChatView>>('/chats?view=queue');

    expect(queue.body.items.map(({ id, status }) => [id, status])).toEqual([[chat.id, 'waiting']]);
  });

  it('is in no list, count, search or snapshot of who declined it', async () => {
    const { ann, chat } = await declined({ held });
    const ids = async (query: string) =>
      (await app.as(ann).get<Page<ChatView>>(`/chats?${query}`)).body.items.map(({ id }) => id);

    const lists = await Promise.all(
      ['view=queue', 'view=mine', 'view=all', 'search=parcel', `customerId=${chat.customer.id}`, 'status=waiting'].map(
        ids,
      ),
    );
    const counts = await app.as(ann).get<ChatCounts>('/chats/counts');

    expect(lists.flat()).toEqual([]);
    expect(counts.body).toEqual({ waiting: 0, longestWaitingSince: null, mine: 0, active: 0, teams: [] });
    expect((await app.as(ann).get(`/chats/${chat.id}`)).status).toBe(404);
    expect((await app.as(ann).get(`/chats/${chat.id}/routing`)).status).toBe(404);
  });

  it('has a conversation that who declined it cannot read, and its own colleagues can', async () => {
    const { ann, bob, chat } = await declined({ held });
    const path = `/conversations/${chat.conversationId}/messages`;

    expect((await app.as(ann).get(path)).status).toBe(404);
    expect((await app.as(bob).get(path)).status).toBe(200);
    const socket = await app.as(ann).connect();
    expect(await socket.refused('conversation:open', { conversationId: chat.conversationId })).toMatchObject({
      code: 'NOT_FOUND',
    });
    await app.as(bob).post(`/chats/${chat.id}/take`);
    expect((await app.as(ann).get(path)).status).toBe(404);
  });

  it('cannot be had by its number, by the next one, or through a colleague', async () => {
    const { ann, bob, manager, chat } = await declined({ held });

    const taken = await app.as(ann).post<ErrorBody>(`/chats/${chat.id}/take`);
    const next = await app.as(ann).post<{ chat: ChatDetail | null }>('/chats/take-next', {});
    const byManager = await app.as(manager).post<ErrorBody>(`/chats/${chat.id}/transfer`, { agentId: ann.id });
    await app.as(bob).post(`/chats/${chat.id}/take`);
    const byColleague = await app.as(bob).post<ErrorBody>(`/chats/${chat.id}/transfer`, { agentId: ann.id });
    const twice = await app.as(ann).post<ErrorBody>(`/chats/${chat.id}/decline`, {});

    expect([taken, byManager, byColleague, twice].map(({ status, body }) => [status, body.code])).toEqual(
      Array(4).fill([409, 'DECLINED']),
    );
    expect(next.body.chat).toBeNull();
  });

  it('is not offered to who declined it, however free they are', async () => {
    const { team, ann, bob, manager, chat } = await declined({ held });

    await routeAutomatically(manager, team);
    const offers = await eventually(
      async () => (await app.as(bob).get<{ items: OfferView[] }>('/offers')).body.items,
      (items) => items.length > 0,
    );
    await app.as(bob).post(`/offers/${offers[0]?.id}/decline`, {});

    const why = await eventually(
      async () => (await app.as(manager).get<RoutingExplanation>(`/chats/${chat.id}/routing`)).body,
      ({ offers: made }) => made[0]?.outcome === 'declined',
    );
    expect(why.offers.map(({ agent }) => agent.id)).toEqual([bob.id]);
    expect(why.candidates.find(({ agent }) => agent.id === ann.id)?.reasons).toContain('declined');
    expect((await app.as(ann).get<{ items: OfferView[] }>('/offers')).body.items).toEqual([]);
  });

  it('does not come back when its customer writes again after the end', async () => {
    const { bob, ann, chat } = await declined({ held });
    await app.as(bob).post(`/chats/${chat.id}/take`);
    await app.as(bob).post(`/chats/${chat.id}/release`);
    await app.as(chat.customer).post(`/chats/${chat.id}/end`);

    await app
      .as(chat.customer)
      .post(`/conversations/${chat.conversationId}/messages`, { clientId: chat.id, body: 'One more thing' });

    expect((await app.as(chat.customer).get<{ chat: CustomerChatView }>('/chats/current')).body.chat).toMatchObject({
      status: 'waiting',
    });
    expect((await app.as(ann).get<Page<ChatView>>('/chats?view=queue')).body.items).toEqual([]);
  });
});

async function routeAutomatically(manager: Employee, team: { id: string; version: number }): Promise<void> {
  const { status } = await app.as(manager).patch(`/teams/${team.id}`, { routing: 'leastBusy', version: team.version });
  expect(status).toBe(200);
}

it('who gives a waiting chat back for good while reading it hears nothing that is said from that moment on', async () => {
  const shop = await app.build.shop();
  const team = await app.build.team({ shopId: shop.id });
  const ann = await app.build.agent({ shopId: shop.id, teamIds: [team.id] });
  const desk = await app.as(ann).connect();
  const { id, conversationId, customer } = await app.build.chat(shop, { teamId: team.id });
  const write = (body: string) =>
    app.as(customer).post(`/conversations/${conversationId}/messages`, { clientId: randomUUID(), body });
  await desk.get('conversation:open', { conversationId });
  await write('Before.');
  await desk.hears('message:new', ({ body }) => body === 'Before.');

  await app.as(ann).post(`/chats/${id}/decline`, {});
  await write('After.');

  await desk.hears('queue:changed', ({ removed }) => removed.includes(id));
  expect(desk.all('message:new').map(({ body }) => body)).not.toContain('After.');
});
