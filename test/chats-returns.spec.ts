import { randomUUID } from 'node:crypto';
import { AgentState } from '../src/chats/agent-state.entity';
import { Agents } from '../src/chats/agents.service';
import { Chat } from '../src/chats/chat.entity';
import type { AgentView, ChatDetail, ChatView, CustomerChatView } from '../src/contract/chats.dto';
import type { Page } from '../src/contract/common.dto';
import type { ConversationPage } from '../src/contract/conversations.dto';
import type { ErrorBody } from '../src/contract/errors';
import type { EventView } from '../src/contract/events.dto';
import { TestApp } from './support/app';
import type { Employee, Visitor } from './support/build';
import { eventually } from './support/client';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start({ AGENT_GRACE_SECONDS: '1' });
});
afterAll(() => app.stop());

const write = (to: { conversationId: string }, person: Visitor | Employee, body: string) =>
  app.as(person).post<ErrorBody>(`/conversations/${to.conversationId}/messages`, { clientId: randomUUID(), body });

/** Holds the agent's connection until `end` is called, as a server does for those connected to it. */
async function connect(agent: Employee): Promise<() => void> {
  await app.get(Agents).connected(agent.id);
  const timer = setInterval(() => void app.get(Agents).renew([agent.id]), 200);
  return () => clearInterval(timer);
}

describe('an agent who is gone', () => {
  it('loses their chats to the queue, at the old place, and the customer is told', async () => {
    const shop = await app.build.shop();
    const [ann, bob] = [
      await app.build.agent({ shopId: shop.id, firstName: 'Ann' }),
      await app.build.agent({ shopId: shop.id }),
    ];
    const [first, second] = [await app.build.chat(shop), await app.build.chat(shop)];
    const end = await connect(ann);
    await app.as(ann).post(`/chats/${first.id}/take`);

    end();
    await app.get(Agents).gone(ann.id);

    const queue = await eventually(
      async () => (await app.as(bob).get<Page<ChatView>>('/chats?view=queue')).body.items,
      (items) => items.length === 2,
    );
    expect(queue.map(({ id }) => id)).toEqual([first.id, second.id]);
    const log = await app.as(first.customer).get<ConversationPage>(`/conversations/${first.conversationId}/messages`);
    expect(log.body.messages.at(-1)?.system).toEqual({ type: 'chat.agentLost', data: { by: 'Ann' } });
    const late = await write(first, ann, 'I am still here!');
    expect([late.status, late.body.code]).toEqual([409, 'NOT_HOLDER']);
    const manager = await app.build.manager({ shopId: shop.id });
    const trail = await app.as(manager).get<Page<EventView>>(`/events?subjectId=${first.id}&name=chat.agentLost`);
    expect(trail.body.items).toMatchObject([
      { actor: { kind: 'system' }, fromStatus: 'active', toStatus: 'waiting', before: { agentId: ann.id } },
    ]);
  });

  it('loses them as well when nobody could notice, because the server died', async () => {
    const shop = await app.build.shop();
    const agent = await app.build.agent({ shopId: shop.id });
    const chat = await app.build.chat(shop);
    const end = await connect(agent);
    await app.as(agent).post(`/chats/${chat.id}/take`);

    end();

    await eventually(
      async () => (await app.as(chat.customer).get<{ chat: CustomerChatView }>('/chats/current')).body.chat,
      ({ status }) => status === 'waiting',
    );
  });

  it('keeps them by being back within the grace', async () => {
    const shop = await app.build.shop();
    const agent = await app.build.agent({ shopId: shop.id });
    const chat = await app.build.chat(shop);
    const end = await connect(agent);
    await app.as(agent).post(`/chats/${chat.id}/take`);

    end();
    await app.get(Agents).gone(agent.id);
    const seen = await app.as(agent).get<{ items: AgentView[] }>('/agents');
    const endAgain = await connect(agent);
    await new Promise((resolve) => setTimeout(resolve, 1500));

    expect(seen.body.items).toMatchObject([{ id: agent.id, isConnected: false, load: 1 }]);
    const detail = await app.as(agent).get<ChatDetail>(`/chats/${chat.id}`);
    expect(detail.body).toMatchObject({ status: 'active', agent: { id: agent.id } });
    endAgain();
  });

  it('is one whose account was ended, at once', async () => {
    const shop = await app.build.shop();
    const agent = await app.build.agent({ shopId: shop.id });
    const chat = await app.build.chat(shop);
    const end = await connect(agent);
    await app.as(agent).post(`/chats/${chat.id}/take`);
    end();

    await app.as(await app.build.admin()).post(`/employees/${agent.id}/deactivate`);

    await eventually(
      async () => (await app.as(chat.customer).get<{ chat: CustomerChatView }>('/chats/current')).body.chat,
      ({ status }) => status === 'waiting',
      900,
    );
  });

  it('is not one who never had a connection: they work through the API', async () => {
    const shop = await app.build.shop();
    const agent = await app.build.agent({ shopId: shop.id });
    const chat = await app.build.chat(shop);
    await app.as(agent).post(`/chats/${chat.id}/take`);

    await new Promise((resolve) => setTimeout(resolve, 1500));

    expect((await app.as(agent).get<ChatDetail>(`/chats/${chat.id}`)).body.status).toBe('active');
  });
});

describe('a customer who writes again after the end', () => {
  const ended = async () => {
    const shop = await app.build.shop();
    const agent = await app.build.agent({ shopId: shop.id, firstName: 'Mira', chatCapacity: 1 });
    const chat = await app.build.chat(shop);
    const end = await connect(agent);
    await app.as(agent).post(`/chats/${chat.id}/take`);
    await app.as(agent).post(`/chats/${chat.id}/close`, {});
    return { shop, agent, chat, end };
  };
  const current = async ({ customer }: { customer: Visitor }) =>
    (await app.as(customer).get<{ chat: CustomerChatView | null }>('/chats/current')).body.chat;

  it('goes on with the same agent, who was refused until then', async () => {
    const { agent, chat, end } = await ended();

    const refused = await write(chat, agent, 'P.S.');
    const sent = await write(chat, chat.customer, 'It broke again.');

    expect([refused.status, refused.body.code]).toEqual([409, 'CHAT_CLOSED']);
    expect(sent.status).toBe(201);
    expect(await current(chat)).toMatchObject({ id: chat.id, status: 'active', agent: { id: agent.id, name: 'Mira' } });
    const log = await app.as(agent).get<ConversationPage>(`/conversations/${chat.conversationId}/messages`);
    expect(log.body.messages.slice(-2).map(({ body, system }) => system?.type ?? body)).toEqual([
      'chat.reopened',
      'It broke again.',
    ]);
    end();
  });

  it('comes first in the queue when that agent is away, full or gone', async () => {
    const { shop, agent, chat, end } = await ended();
    const manager = await app.build.manager({ shopId: shop.id });
    const other = await app.build.chat(shop);
    await app.as(agent).put('/agents/me/presence', { presence: 'away' });

    await write(chat, chat.customer, 'It broke again.');

    const queue = await app.as(manager).get<Page<ChatView>>('/chats?view=queue');
    expect(queue.body.items.map(({ id }) => id)).toEqual([chat.id, other.id]);
    end();
  });

  it('never takes an agent beyond their capacity', async () => {
    const { shop, agent, chat, end } = await ended();
    const other = await app.build.chat(shop);

    await Promise.all([app.as(agent).post(`/chats/${other.id}/take`), write(chat, chat.customer, 'It broke again.')]);

    const held = await app.as(agent).get<Page<ChatView>>('/chats?view=mine');
    expect(held.body.items).toHaveLength(1);
    expect(['waiting', 'active']).toContain((await current(chat))?.status);
    end();
  });

  it('is told that it is over after a day, and when they have rung anew', async () => {
    const { chat, end } = await ended();
    await app.db.getRepository(Chat).update({ id: chat.id }, { closedAt: new Date(Date.now() - 25 * 3_600_000) });

    const tooLate = await write(chat, chat.customer, 'It broke again.');
    expect(tooLate.body.code).toBe('CHAT_CLOSED');
    expect(await current(chat)).toBeNull();

    await app.db.getRepository(Chat).update({ id: chat.id }, { closedAt: new Date() });
    const anew = await app
      .as(chat.customer)
      .post<CustomerChatView>('/chats', { clientId: randomUUID(), message: 'Hello again' });
    const inTheOld = await write(chat, chat.customer, 'It broke again.');
    expect(inTheOld.body.code).toBe('CHAT_CLOSED');
    expect((await current(chat))?.id).toBe(anew.body.id);
    end();
  });

  it('opens it once, however many messages come at the same moment', async () => {
    const { shop, chat, end } = await ended();
    const manager = await app.build.manager({ shopId: shop.id });

    const sent = await Promise.all(Array.from({ length: 5 }, (_, n) => write(chat, chat.customer, `Again ${n}`)));

    expect(sent.map(({ status }) => status)).toEqual(Array(5).fill(201));
    const trail = await app.as(manager).get<Page<EventView>>(`/events?subjectId=${chat.id}&name=chat.reopened`);
    expect(trail.body.items).toHaveLength(1);
    end();
  });
});

it('a lease that ended is cleared, so that it ends once', async () => {
  const agent = await app.build.agent();
  await app.get(Agents).connected(agent.id);

  const state = await eventually(
    () => app.db.getRepository(AgentState).findOneByOrFail({ employeeId: agent.id }),
    ({ connectedUntil }) => connectedUntil === null,
  );

  expect(state.goneAt).not.toBeNull();
});
