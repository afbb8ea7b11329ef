import { randomUUID } from 'node:crypto';
import { Agents } from '../src/chats/agents.service';
import type { ChatCounts, ChatDetail, ChatView, CustomerChatView, QueuePosition } from '../src/contract/chats.dto';
import type { Page } from '../src/contract/common.dto';
import type { ConversationPage } from '../src/contract/conversations.dto';
import type { ErrorBody } from '../src/contract/errors';
import type { EventView } from '../src/contract/events.dto';
import { TestApp } from './support/app';
import { eventually } from './support/client';

interface Current {
  chat: CustomerChatView | null;
  position: QueuePosition | null;
}

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const start = (message = 'My order still says packed.') => ({ clientId: randomUUID(), message });

describe('starting a chat', () => {
  it('takes the first message with it and puts the customer in the queue', async () => {
    const shop = await app.build.shop();
    const customer = await app.build.visitor(shop, { name: 'Aylin Tan' });

    const input = {
      ...start(),
      topic: 'Orders',
      pageUrl: 'https://shop.example/orders',
      referrer: 'https://search.example',
      language: 'tr',
    };
    const { status, body: chat } = await app.as(customer).post<CustomerChatView>('/chats', input);

    expect(status).toBe(201);
    expect(chat).toMatchObject({ number: 1, status: 'waiting', agent: null, topic: 'Orders', canRate: false });
    const log = await app.as(customer).get<ConversationPage>(`/conversations/${chat.conversationId}/messages`);
    expect(log.body.messages.map(({ seq, body, system }) => [seq, system?.type ?? body])).toEqual([
      [1, 'chat.started'],
      [2, 'My order still says packed.'],
    ]);
    const agent = await app.build.agent({ shopId: shop.id });
    const queue = await app.as(agent).get<Page<ChatView>>('/chats?view=queue');
    expect(queue.body.items).toMatchObject([
      {
        id: chat.id,
        customer: { name: 'Aylin Tan', chatsBefore: 0, isVerified: false },
        firstMessage: input.message,
        pageUrl: input.pageUrl,
        referrer: input.referrer,
        language: 'tr',
        lastPublicSeq: 2,
        lastMessage: { preview: input.message, authorKind: 'customer', authorName: 'Aylin Tan' },
      },
    ]);
    expect(queue.body.items[0]?.awaitingSince).not.toBeNull();
  });

  it('is the same chat when it is tried again, also after its end', async () => {
    const customer = await app.build.visitor(await app.build.shop());
    const input = start();

    const first = await app.as(customer).post<CustomerChatView>('/chats', input);
    const again = await app.as(customer).post<CustomerChatView>('/chats', input);
    await app.as(customer).post(`/chats/${first.body.id}/end`);
    const later = await app.as(customer).post<CustomerChatView>('/chats', input);

    expect([again.body.id, later.body.id]).toEqual([first.body.id, first.body.id]);
    const log = await app.as(customer).get<ConversationPage>(`/conversations/${first.body.conversationId}/messages`);
    expect(log.body.messages.filter(({ body }) => body === input.message)).toHaveLength(1);
  });

  it('goes on in the open chat, and loses nothing of what was written', async () => {
    const customer = await app.build.visitor(await app.build.shop());
    const first = await app.as(customer).post<CustomerChatView>('/chats', start('First tab'));

    const second = await app.as(customer).post<CustomerChatView>('/chats', start('Second tab'));

    expect(second.body.id).toBe(first.body.id);
    const log = await app.as(customer).get<ConversationPage>(`/conversations/${first.body.conversationId}/messages`);
    expect(log.body.messages.map(({ body }) => body)).toEqual(['', 'First tab', 'Second tab']);
  });

  it('gives the numbers of each shop without gaps', async () => {
    const shop = await app.build.shop();

    const chats = [];
    for (let n = 0; n < 3; n++) chats.push(await app.build.chat(shop));
    const elsewhere = await app.build.chat(await app.build.shop());

    expect(chats.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(elsewhere.number).toBe(1);
  });

  it('refuses a team of another shop and an empty message', async () => {
    const customer = await app.build.visitor(await app.build.shop());
    const foreign = await app.build.team();

    const wrongTeam = await app.as(customer).post<ErrorBody>('/chats', { ...start(), teamId: foreign.id });
    const empty = await app.as(customer).post<ErrorBody>('/chats', start('   '));

    expect([wrongTeam.status, empty.status]).toEqual([404, 422]);
    expect((await app.as(customer).get<Current>('/chats/current')).body.chat).toBeNull();
  });

  it('is not for staff', async () => {
    const agent = await app.build.agent();

    expect((await app.as(agent).post('/chats', start())).status).toBe(403);
  });
});

describe('a chat from the ring to the end', () => {
  it('is taken, answered and closed, each with its event and its line', async () => {
    const shop = await app.build.shop();
    const agent = await app.build.agent({ shopId: shop.id, firstName: 'Mira' });
    const manager = await app.build.manager({ shopId: shop.id });
    const { id, conversationId, customer } = await app.build.chat(shop);

    const taken = await app.as(agent).post<ChatDetail>(`/chats/${id}/take`);
    const message = { clientId: randomUUID(), body: 'Hello, I am looking.' };
    const answered = await app.as(agent).post(`/conversations/${conversationId}/messages`, message);
    const closed = await app.as(agent).post<ChatView>(`/chats/${id}/close`, { reason: 'Solved' });

    expect([taken.status, answered.status, closed.status]).toEqual([200, 201, 200]);
    expect(taken.body).toMatchObject({
      status: 'active',
      agent: { id: agent.id, name: 'Mira' },
      can: { reply: true, take: false, close: true },
    });
    expect(closed.body).toMatchObject({ status: 'closed', closeReason: 'Solved', agent: { id: agent.id } });
    const log = await app.as(customer).get<ConversationPage>(`/conversations/${conversationId}/messages`);
    expect(log.body.messages.map(({ body, system }) => system?.type ?? body)).toEqual([
      'chat.started',
      'Hello, is anybody there?',
      'chat.taken',
      'Hello, I am looking.',
      'chat.closed',
    ]);
    const trail = await app.as(manager).get<Page<EventView>>(`/events?subjectId=${id}`);
    expect(trail.body.items.map(({ name, fromStatus, toStatus }) => [name, fromStatus, toStatus]).reverse()).toEqual([
      ['chat.started', null, 'waiting'],
      ['chat.taken', 'waiting', 'active'],
      ['chat.closed', 'active', 'closed'],
    ]);
  });

  it('can be closed only by who holds it, or who runs the shop', async () => {
    const shop = await app.build.shop();
    const [ann, bob] = [await app.build.agent({ shopId: shop.id }), await app.build.agent({ shopId: shop.id })];
    const manager = await app.build.manager({ shopId: shop.id });
    const { id } = await app.build.chat(shop);

    const waiting = await app.as(ann).post<ErrorBody>(`/chats/${id}/close`, {});
    await app.as(ann).post(`/chats/${id}/take`);
    const colleague = await app.as(bob).post<ErrorBody>(`/chats/${id}/close`, {});
    const inCharge = await app.as(manager).post(`/chats/${id}/close`, {});
    const twice = await app.as(ann).post<ErrorBody>(`/chats/${id}/close`, {});
    const taken = await app.as(ann).post<ErrorBody>(`/chats/${id}/take`);

    expect([waiting.body.code, colleague.body.code]).toEqual(['NOT_HOLDER', 'NOT_HOLDER']);
    expect(inCharge.status).toBe(200);
    expect([twice.body.code, taken.body.code]).toEqual(['CHAT_CLOSED', 'CHAT_CLOSED']);
  });

  it('is given back to its old place, and the customer moves up', async () => {
    const shop = await app.build.shop();
    const agent = await app.build.agent({ shopId: shop.id });
    const [first, second] = [await app.build.chat(shop), await app.build.chat(shop)];
    const positionOf = async (customer: typeof first.customer) =>
      (await app.as(customer).get<Current>('/chats/current')).body.position?.position;

    expect([await positionOf(first.customer), await positionOf(second.customer)]).toEqual([1, 2]);
    await app.as(agent).post(`/chats/${first.id}/take`);
    expect([await positionOf(first.customer), await positionOf(second.customer)]).toEqual([undefined, 1]);
    const released = await app.as(agent).post<ChatView>(`/chats/${first.id}/release`);

    expect(released.body).toMatchObject({ status: 'waiting', agent: null });
    expect([await positionOf(first.customer), await positionOf(second.customer)]).toEqual([1, 2]);
  });

  it('ends when the customer says so, however often', async () => {
    const { id, customer } = await app.build.chat(await app.build.shop());

    const ended = await app.as(customer).post<CustomerChatView>(`/chats/${id}/end`);
    const again = await app.as(customer).post<CustomerChatView>(`/chats/${id}/end`);

    expect([ended.body.status, again.body.status]).toEqual(['closed', 'closed']);
    expect(ended.body).toMatchObject({ canReopen: true, canRate: true });
    const history = await app.as(customer).get<Page<CustomerChatView>>('/chats/history');
    expect(history.body.items.map((chat) => chat.id)).toEqual([id]);
  });
});

describe('handing a chat over', () => {
  const handing = async () => {
    const shop = await app.build.shop();
    const [ann, bob] = [
      await app.build.agent({ shopId: shop.id, firstName: 'Ann' }),
      await app.build.agent({ shopId: shop.id, firstName: 'Bob', chatCapacity: 1 }),
    ];
    const chat = await app.build.chat(shop);
    await app.as(ann).post(`/chats/${chat.id}/take`);
    return { shop, ann, bob, chat };
  };

  it('to a colleague who is there moves it at once, with a note the customer does not see', async () => {
    const { ann, bob, chat } = await handing();
    await app.get(Agents).connected(bob.id);

    const moved = await app
      .as(ann)
      .post<ChatView>(`/chats/${chat.id}/transfer`, { agentId: bob.id, note: 'Knows the supplier.' });

    expect(moved.body.agent).toEqual({ id: bob.id, name: 'Bob' });
    const late = await app.as(ann).post<ErrorBody>(`/conversations/${chat.conversationId}/messages`, {
      clientId: randomUUID(),
      body: 'One more thing',
    });
    expect(late.body.code).toBe('NOT_HOLDER');
    const seenByCustomer = await app
      .as(chat.customer)
      .get<ConversationPage>(`/conversations/${chat.conversationId}/messages`);
    expect(JSON.stringify(seenByCustomer.body)).not.toContain('supplier');
    const seenByBob = await app.as(bob).get<ConversationPage>(`/conversations/${chat.conversationId}/messages`);
    expect(seenByBob.body.messages.map(({ body }) => body)).toContain('Knows the supplier.');
  });

  it('to a colleague who cannot take it is refused, with the reason', async () => {
    const { shop, ann, bob, chat } = await handing();
    const transfer = () => app.as(ann).post<ErrorBody>(`/chats/${chat.id}/transfer`, { agentId: bob.id });

    const offline = await transfer();
    await app.get(Agents).connected(bob.id);
    await app.as(bob).put('/agents/me/presence', { presence: 'away' });
    const away = await transfer();
    await app.as(bob).put('/agents/me/presence', { presence: 'available' });
    await app.as(bob).post(`/chats/${(await app.build.chat(shop)).id}/take`);
    const full = await transfer();
    const stranger = await app.build.agent();
    const foreign = await app.as(ann).post<ErrorBody>(`/chats/${chat.id}/transfer`, { agentId: stranger.id });
    const toSelf = await app.as(ann).post<ErrorBody>(`/chats/${chat.id}/transfer`, { agentId: ann.id });

    expect(
      [offline, away, full, foreign, toSelf].map(({ status, body }) => [status, body.code, body.details?.reason]),
    ).toEqual([
      [409, 'STATE_CONFLICT', 'offline'],
      [409, 'STATE_CONFLICT', 'away'],
      [409, 'CAPACITY_REACHED', 'full'],
      [404, 'NOT_FOUND', undefined],
      [409, 'STATE_CONFLICT', undefined],
    ]);
  });

  it('to a team puts it into that queue at its old place', async () => {
    const { shop, ann, chat } = await handing();
    const team = await app.build.team({ shopId: shop.id, name: 'Returns' });
    const later = await app.build.chat(shop, { teamId: team.id });

    const moved = await app.as(ann).post<ChatView>(`/chats/${chat.id}/transfer`, { teamId: team.id });

    expect(moved.body).toMatchObject({ status: 'waiting', team: { name: 'Returns' }, agent: null });
    const manager = await app.build.manager({ shopId: shop.id });
    const queue = await app.as(manager).get<Page<ChatView>>(`/chats?view=queue&teamId=${team.id}`);
    expect(queue.body.items.map(({ id }) => id)).toEqual([chat.id, later.id]);
    const foreign = await app
      .as(manager)
      .post<ErrorBody>(`/chats/${chat.id}/transfer`, { teamId: (await app.build.team()).id });
    expect(foreign.status).toBe(404);
  });
});

describe('what agents see of chats', () => {
  it('is what their teams and those without a team have, and nothing of other shops', async () => {
    const shop = await app.build.shop();
    const [orders, returns] = [await app.build.team({ shopId: shop.id }), await app.build.team({ shopId: shop.id })];
    const agent = await app.build.agent({ shopId: shop.id, teamIds: [orders.id] });
    const chats = {
      mine: await app.build.chat(shop, { teamId: orders.id }),
      everybodys: await app.build.chat(shop),
      others: await app.build.chat(shop, { teamId: returns.id }),
      foreign: await app.build.chat(await app.build.shop()),
    };

    const list = await app.as(agent).get<Page<ChatView>>('/chats?view=queue');
    const counts = await app.as(agent).get<ChatCounts>('/chats/counts');
    const details = await Promise.all(
      Object.values(chats).map(async ({ id }) => (await app.as(agent).get(`/chats/${id}`)).status),
    );
    const takes = [
      (await app.as(agent).post(`/chats/${chats.others.id}/take`)).status,
      (await app.as(agent).post(`/chats/${chats.foreign.id}/take`)).status,
    ];

    expect(list.body.items.map(({ id }) => id)).toEqual([chats.mine.id, chats.everybodys.id]);
    expect(counts.body).toMatchObject({ waiting: 2, active: 0, mine: 0, teams: [{ teamId: orders.id, count: 1 }] });
    expect(details).toEqual([200, 200, 404, 404]);
    expect(takes).toEqual([404, 404]);
  });

  it('can be searched by name, number and topic, and filtered, page by page', async () => {
    const shop = await app.build.shop();
    const manager = await app.build.manager({ shopId: shop.id });
    const made = [];
    for (let n = 0; n < 5; n++)
      made.push(await app.build.chat(shop, { topic: n === 3 ? 'Lost parcel 50%' : 'Orders' }));
    await app.as(manager).post(`/chats/${made[0]?.id}/take`);
    const ids = async (query: string) =>
      (await app.as(manager).get<Page<ChatView>>(`/chats?${query}`)).body.items.map(({ number }) => number);

    const first = (await app.as(manager).get<Page<ChatView>>('/chats?limit=3')).body;
    const second = (await app.as(manager).get<Page<ChatView>>(`/chats?limit=3&cursor=${first.nextCursor}`)).body;

    expect([first, second].map(({ items }) => items.map(({ number }) => number))).toEqual([
      [5, 4, 3],
      [2, 1],
    ]);
    expect(second.nextCursor).toBeNull();
    expect(await ids('search=LOST%20parcel')).toEqual([4]);
    expect(await ids('search=50%25')).toEqual([4]);
    expect(await ids('status=active')).toEqual([1]);
    expect(await ids('view=mine')).toEqual([1]);
    expect(await ids(`customerId=${made[2]?.customer.id}`)).toEqual([3]);
    expect(await ids(`agentId=${manager.id}`)).toEqual([1]);
  });

  it('can be found by what their customer is called by now', async () => {
    const shop = await app.build.shop();
    const manager = await app.build.manager({ shopId: shop.id });
    const { id, customer } = await app.build.chat(shop);
    const { body } = await app.as(manager).get<{ version: number }>(`/customers/${customer.id}`);

    await app.as(manager).patch(`/customers/${customer.id}`, { name: 'Aylin Demir', version: body.version });

    const found = async () => (await app.as(manager).get<Page<ChatView>>('/chats?search=demir')).body.items;
    const items = await eventually(found, ({ length }) => length > 0);
    expect(items.map((chat) => [chat.id, chat.customer.name])).toEqual([[id, 'Aylin Demir']]);
  });

  it('costs as many queries for many chats as for one', async () => {
    // What the service does by itself sleeps meanwhile, so that nothing but the list is counted.
    const calm = await TestApp.start({ SWEEP_MILLISECONDS: '600000', SAFETY_POLL_MILLISECONDS: '600000' });
    const shop = await calm.build.shop();
    const manager = await calm.build.manager({ shopId: shop.id, chatCapacity: 100 });
    const ring = async () => calm.as(manager).post(`/chats/${(await calm.build.chat(shop)).id}/take`);
    // The least of several times: what follows a taken chat, such as telling others, may still be going on.
    const cost = async () => {
      const queries = jest.spyOn(calm.db.logger, 'logQuery');
      const counts: number[] = [];
      for (let n = 0; n < 10; n++) {
        queries.mockClear();
        await calm.as(manager).get<Page<ChatView>>('/chats?limit=100');
        counts.push(queries.mock.calls.length);
      }
      queries.mockRestore();
      return Math.min(...counts);
    };

    await ring();
    const one = await cost();
    for (let n = 0; n < 20; n++) await ring();
    const many = await cost();
    await calm.stop();

    expect(many).toBe(one);
  });

  it('puts priority customers before those who have waited longer', async () => {
    const shop = await app.build.shop();
    const manager = await app.build.manager({ shopId: shop.id });
    const first = await app.build.chat(shop);
    const important = await app.build.visitor(shop);
    const { body: record } = await app.as(manager).get<{ version: number }>(`/customers/${important.id}`);
    await app.as(manager).patch(`/customers/${important.id}`, { isPriority: true, version: record.version });
    const second = await app.as(important).post<CustomerChatView>('/chats', start());

    const queue = await app.as(manager).get<Page<ChatView>>('/chats?view=queue');
    const next = await app.as(manager).post<{ chat: ChatDetail }>('/chats/take-next', {});

    expect(queue.body.items.map(({ id }) => id)).toEqual([second.body.id, first.id]);
    expect(next.body.chat.id).toBe(second.body.id);
  });
});

describe('taking the next chat', () => {
  it('gives the longest waiting of one’s teams, and nothing when there is none', async () => {
    const shop = await app.build.shop();
    const [orders, returns] = [await app.build.team({ shopId: shop.id }), await app.build.team({ shopId: shop.id })];
    const agent = await app.build.agent({ shopId: shop.id, teamIds: [orders.id] });
    await app.build.chat(shop, { teamId: returns.id });
    const [first, second] = [await app.build.chat(shop), await app.build.chat(shop, { teamId: orders.id })];
    const next = async (input = {}) =>
      (await app.as(agent).post<{ chat: ChatDetail | null }>('/chats/take-next', input)).body.chat?.id ?? null;

    expect(await next({ teamId: orders.id })).toBe(second.id);
    expect(await next()).toBe(first.id);
    expect(await next()).toBeNull();
  });
});

describe('too many chats', () => {
  it('are refused to a customer, with the time until the next', async () => {
    const strict = await TestApp.start({ RATE_CHATS_PER_HOUR: '2' });
    try {
      const { id, customer } = await strict.build.chat(await strict.build.shop());
      await strict.as(customer).post(`/chats/${id}/end`);
      const second = await strict.as(customer).post<CustomerChatView>('/chats', start());
      await strict.as(customer).post(`/chats/${second.body.id}/end`);

      const third = await strict.as(customer).post<ErrorBody>('/chats', start());

      expect([third.status, third.body.code]).toEqual([429, 'RATE_LIMITED']);
      expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(3500);
    } finally {
      await strict.stop();
    }
  });
});
