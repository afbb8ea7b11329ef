import { randomUUID } from 'node:crypto';
import { ActorLoader } from '../src/auth/actor-loader';
import { AgentChats } from '../src/chats/agent-chats.service';
import { Agents } from '../src/chats/agents.service';
import type { ChatDetail, ChatView, CustomerChatView, OfferView } from '../src/contract/chats.dto';
import type { Page } from '../src/contract/common.dto';
import type { ErrorBody } from '../src/contract/errors';
import type { EventView } from '../src/contract/events.dto';
import type { StaffActor } from '../src/core/actor';
import { TestApp } from './support/app';
import type { Employee } from './support/build';
import { eventually } from './support/client';

jest.setTimeout(240_000);

let app: TestApp;
/** On a database server two servers share it, so that nothing can rest on what one process remembers. */
let servers: TestApp[];
beforeAll(async () => {
  app = await TestApp.start();
  const { DATABASE_URL } = app.env;
  servers = DATABASE_URL ? [app, await TestApp.start({ DATABASE_URL })] : [app];
});
afterAll(async () => {
  for (const server of servers.reverse()) await server.stop();
});

/** One of the servers, in turn. */
const server = (index: number): TestApp => servers[index % servers.length] ?? app;

const times = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

describe('many at the same moment', () => {
  it('ten agents take the same sixty chats: each has one winner, and the others hear who', async () => {
    const shop = await app.build.shop();
    const manager = await app.build.manager({ shopId: shop.id });
    const agents = await times(10, () => app.build.agent({ shopId: shop.id, chatCapacity: 100 }));
    const chats = await times(60, () => app.build.chat(shop));

    const outcomes = await Promise.all(
      agents.map(async (agent, offset) => {
        const answers = [];
        for (const { id } of turned(chats, (offset % 4) * 15)) {
          answers.push({
            id,
            agentId: agent.id,
            ...(await server(offset).as(agent).post<ChatDetail & ErrorBody>(`/chats/${id}/take`)),
          });
        }
        return answers;
      }),
    );

    const answers = outcomes.flat();
    expect(answers).toHaveLength(600);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(60);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    for (const { id } of chats) {
      const [winner, ...more] = answers.filter((answer) => answer.id === id && answer.status === 200);
      expect(more).toEqual([]);
      const holders = answers
        .filter((answer) => answer.id === id && answer.body.code === 'ALREADY_TAKEN')
        .map(({ body }) => body.details?.holder);
      expect(holders.every((holder) => (holder as { id: string }).id === winner?.agentId)).toBe(true);
    }
    const trail = await app.as(manager).get<Page<EventView>>('/events?name=chat.taken&limit=100');
    expect(new Set(trail.body.items.map(({ subject }) => subject.id)).size).toBe(trail.body.items.length);
  });

  it('whoever reaches for a chat behind somebody who may not have it gets it', async () => {
    const shop = await app.build.shop();
    const full = await app.build.agent({ shopId: shop.id, chatCapacity: 1 });
    await app.as(full).post(`/chats/${(await app.build.chat(shop)).id}/take`);
    const agents = [full, ...(await times(2, () => app.build.agent({ shopId: shop.id })))];
    const signedIn = await Promise.all(agents.map(({ token }) => app.get(ActorLoader).ofToken(token)));
    const chat = await app.build.chat(shop);

    const take = ({ actor }: { actor: unknown }) => app.get(AgentChats).take(actor as StaffActor, chat.id);
    const [refused, ...answers] = await Promise.allSettled(signedIn.map(take));

    expect(refused).toMatchObject({ reason: { code: 'CAPACITY_REACHED' } });
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers).toContainEqual(
      expect.objectContaining({ reason: expect.objectContaining({ code: 'ALREADY_TAKEN' }) }),
    );
  });

  it('an agent with room for three never gets a fourth, whichever way chats come', async () => {
    const shop = await app.build.shop();
    const manager = await app.build.manager({ shopId: shop.id });
    const agent = await app.build.agent({ shopId: shop.id, chatCapacity: 3 });
    await app.get(Agents).connected(agent.id);
    const chats = await times(20, () => app.build.chat(shop));

    const answers = await Promise.all([
      ...chats.slice(0, 8).map(({ id }, index) => server(index).as(agent).post<ErrorBody>(`/chats/${id}/take`)),
      ...chats.slice(8, 14).map((_, index) => server(index).as(agent).post<ErrorBody>('/chats/take-next', {})),
      ...chats
        .slice(14)
        .map(({ id }, index) =>
          server(index).as(manager).post<ErrorBody>(`/chats/${id}/transfer`, { agentId: agent.id }),
        ),
    ]);

    // Who takes what they have been given already is answered with it.
    const given = answers.filter(({ status }) => status === 200).map(({ body }) => ('chat' in body ? body.chat : body));
    expect(new Set(given.map((chat) => (chat as ChatView).id)).size).toBe(3);
    expect(new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code))).toEqual(
      new Set(['CAPACITY_REACHED']),
    );
    const held = await app.as(agent).get<Page<ChatView>>('/chats?view=mine');
    expect(held.body.items).toHaveLength(3);
  });

  it('a customer who rings from ten tabs has one chat, and everything they wrote is in it', async () => {
    const shop = await app.build.shop();
    const customer = await app.build.visitor(shop);

    const answers = await times(10, (tab) =>
      server(tab)
        .as(customer)
        .post<CustomerChatView>('/chats', { clientId: randomUUID(), message: `Tab ${tab}` }),
    );

    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const log = await app
      .as(customer)
      .get<{ messages: { body: string }[] }>(`/conversations/${answers[0]?.body.conversationId}/messages`);
    const written = log.body.messages.map(({ body }) => body).filter(Boolean);
    expect(written.sort()).toEqual(Array.from({ length: 10 }, (_, tab) => `Tab ${tab}`));
  });

  it('the same start sent five times at once is one chat with one message', async () => {
    const customer = await app.build.visitor(await app.build.shop());
    const input = { clientId: randomUUID(), message: 'Are you there?' };

    const answers = await times(5, (index) => server(index).as(customer).post<CustomerChatView>('/chats', input));

    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    const log = await app
      .as(customer)
      .get<{ messages: { body: string }[] }>(`/conversations/${answers[0]?.body.conversationId}/messages`);
    expect(log.body.messages.map(({ body }) => body)).toEqual(['', input.message]);
  });

  it('agents who take the next chat share out the queue: each chat once, nobody empty-handed before it is empty', async () => {
    const shop = await app.build.shop();
    const agents = await times(10, () => app.build.agent({ shopId: shop.id, chatCapacity: 100 }));
    const chats = await times(60, () => app.build.chat(shop));

    const taken = await Promise.all(
      agents.map(async (agent, index) => {
        const ids: string[] = [];
        for (;;) {
          const { status, body } = await server(index)
            .as(agent)
            .post<{ chat: ChatDetail | null }>('/chats/take-next', {});
          expect(status).toBe(200);
          if (!body.chat) return ids;
          ids.push(body.chat.id);
        }
      }),
    );

    expect(taken.flat().sort()).toEqual(chats.map(({ id }) => id).sort());
  });

  it('who takes the next chat never gets one they gave back, and the others get it at the same moment', async () => {
    const shop = await app.build.shop();
    const agents = await times(8, () => app.build.agent({ shopId: shop.id }));
    const [ann] = agents;
    const given = await app.build.chat(shop);
    await app.as(ann ?? null).post(`/chats/${given.id}/decline`, {});
    const chats = [given, ...(await times(7, () => app.build.chat(shop)))];

    const answers = await Promise.all(
      agents.map((agent) => server(0).as(agent).post<{ chat: ChatDetail }>('/chats/take-next', {})),
    );

    const taken = answers.map(({ body }) => body.chat);
    expect(taken.map(({ id }) => id).sort()).toEqual(chats.map(({ id }) => id).sort());
    expect(taken[0]?.id).not.toBe(given.id);
    for (const [index, { agent, conversationId, version }] of taken.entries()) {
      expect([agent?.id, version > 1]).toEqual([agents[index]?.id, true]);
      const log = await app
        .as(agents[index] ?? null)
        .get<{ messages: { seq: number; system: { type: string } | null }[] }>(
          `/conversations/${conversationId}/messages`,
        );
      expect(log.body.messages.at(-1)?.system?.type).toBe('chat.taken');
      expect(log.body.messages.map(({ seq }) => seq)).toEqual(log.body.messages.map((_, at) => at + 1));
    }
  });

  it('servers that route the same queue make one offer a chat, and fill no agent beyond their room', async () => {
    const shop = await app.build.shop();
    const team = await app.build.team({ shopId: shop.id, routing: 'leastBusy' });
    const manager = await app.build.manager({ shopId: shop.id });
    const agents = await times(3, () => app.build.agent({ shopId: shop.id, teamIds: [team.id], chatCapacity: 2 }));
    const customers = await times(12, () => app.build.visitor(shop));

    await Promise.all([
      ...customers.map((customer, index) =>
        server(index).as(customer).post('/chats', { clientId: randomUUID(), message: 'Hello?', teamId: team.id }),
      ),
      ...agents.map(({ id }, index) => server(index).get(Agents).connected(id)),
    ]);

    const offersOf = async (agent: Employee) => (await app.as(agent).get<{ items: OfferView[] }>('/offers')).body.items;
    const offers = await eventually(
      async () => (await Promise.all(agents.map(offersOf))).flat(),
      ({ length }) => length >= 6,
    );
    expect(offers).toHaveLength(6);
    expect(new Set(offers.map(({ chat }) => chat.id)).size).toBe(6);
    const made = await app.as(manager).get<Page<EventView>>('/events?name=offer.made&limit=100');
    expect(made.body.items).toHaveLength(6);
    expect((await Promise.all(agents.map(offersOf))).map(({ length }) => length)).toEqual([2, 2, 2]);
  });

  it('taking, ending and transferring at once leave one state, one holder and no gap in the trail', async () => {
    const shop = await app.build.shop();
    const manager = await app.build.manager({ shopId: shop.id });
    const agents = await times(4, () => app.build.agent({ shopId: shop.id, chatCapacity: 100 }));
    for (const { id } of agents) await app.get(Agents).connected(id);
    const chats = await times(20, () => app.build.chat(shop));

    const answers = await Promise.all(
      chats.flatMap(({ id, customer }, index) => [
        ...agents.map((agent, n) => server(n).as(agent).post(`/chats/${id}/take`)),
        server(index)
          .as(manager)
          .post(`/chats/${id}/transfer`, { agentId: agents[index % 4]?.id }),
        server(index + 1)
          .as(customer)
          .post(`/chats/${id}/end`),
      ]),
    );

    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    for (const { id } of chats) {
      const chat = await app.as(manager).get<ChatDetail>(`/chats/${id}`);
      const trail = await app.as(manager).get<Page<EventView>>(`/events?subjectId=${id}`);
      const steps = trail.body.items.reverse();
      expect(steps.map(({ toStatus }) => toStatus).at(-1)).toBe(chat.body.status);
      expect(steps.slice(1).map(({ fromStatus }) => fromStatus)).toEqual(
        steps.slice(0, -1).map(({ toStatus }) => toStatus),
      );
      expect(chat.body.version).toBe(steps.length);
    }
  });
});

function turned<T>(list: readonly T[], by: number): T[] {
  return [...list.slice(by), ...list.slice(0, by)];
}
