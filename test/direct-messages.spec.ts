import { randomUUID } from 'node:crypto';
import type { Page } from '../src/contract/common.dto';
import type { ConversationPage, MessageView } from '../src/contract/conversations.dto';
import type { DirectMessagesUnread, DirectMessageView } from '../src/contract/direct-messages.dto';
import type { ShopView } from '../src/contract/shops.dto';
import { DirectConversation } from '../src/direct-messages/direct-conversation.entity';
import { ADMIN_ROLE_ID } from '../src/roles/built-in-roles';
import { TestApp } from './support/app';
import type { Employee, Person } from './support/build';

interface Refusal {
  code: string;
  detail: string;
}

describe('direct messages', () => {
  let app: TestApp;
  let shop: ShopView;
  let ann: Employee;
  let bob: Employee;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    shop = await app.build.shop();
    ann = await app.build.agent({ shopId: shop.id, firstName: 'Ann' });
    bob = await app.build.agent({ shopId: shop.id, firstName: 'Bob' });
  });

  const open = (from: Person, to: Person) =>
    app.as(from).post<DirectMessageView & Refusal>('/direct-messages', { employeeId: to.id });
  const say = (from: Person, conversationId: string, body: string, more: object = {}) =>
    app.as(from).post<MessageView & Refusal>(`/conversations/${conversationId}/messages`, {
      ...{ clientId: randomUUID(), body },
      ...more,
    });
  const listOf = async (person: Person) =>
    (await app.as(person).get<Page<DirectMessageView>>('/direct-messages')).body.items;
  const unreadOf = async (person: Person) =>
    (await app.as(person).get<DirectMessagesUnread>('/direct-messages/unread-count')).body.unread;
  const textsFor = async (person: Person, conversationId: string) => {
    const { body } = await app.as(person).get<ConversationPage>(`/conversations/${conversationId}/messages`);
    return body.messages.map((message) => `${message.author.name}: ${message.body}`);
  };

  it('are one conversation for two, whoever begins it', async () => {
    const first = await open(ann, bob);
    const second = await open(bob, ann);

    expect(first).toMatchObject({ status: 200, body: { colleague: { id: bob.id, name: 'Bob' }, canWrite: true } });
    expect(second.body).toMatchObject({
      conversationId: first.body.conversationId,
      colleague: { id: ann.id, name: 'Ann' },
    });
  });

  it('are one conversation also when both begin it many times at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => (index % 2 ? open(ann, bob) : open(bob, ann))),
    );

    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
    expect(new Set(answers.map(({ body }) => body.conversationId)).size).toBe(1);
    expect(await app.db.getRepository(DirectConversation).countBy({ shopId: shop.id })).toBe(1);
  });

  it('are listed with what was said last and what is unread, the latest first', async () => {
    const eve = await app.build.agent({ shopId: shop.id, firstName: 'Eve' });
    const withBob = (await open(ann, bob)).body.conversationId;
    const withEve = (await open(eve, ann)).body.conversationId;
    await open(bob, eve);

    await say(ann, withBob, 'Are you there?');
    await say(bob, withBob, 'Yes');
    await say(bob, withBob, 'What is it?');
    await say(eve, withEve, 'Lunch?');
    await say(ann, withBob, 'Nothing');

    expect(await listOf(ann)).toMatchObject([
      {
        conversationId: withBob,
        colleague: { name: 'Bob' },
        lastMessage: { preview: 'Nothing' },
        isLastMine: true,
        unread: 2,
      },
      {
        conversationId: withEve,
        colleague: { name: 'Eve' },
        lastMessage: { preview: 'Lunch?' },
        isLastMine: false,
        unread: 1,
      },
    ]);
    expect(await unreadOf(ann)).toBe(3);
    expect(await unreadOf(bob)).toBe(2);

    await app.as(ann).post(`/conversations/${withBob}/read`, { seq: 4 });
    expect((await listOf(ann)).map(({ unread }) => unread)).toEqual([0, 1]);
    expect(await unreadOf(ann)).toBe(1);
    const page = (await app.as(ann).get<Page<DirectMessageView>>('/direct-messages?limit=1')).body;
    const next = (await app.as(ann).get<Page<DirectMessageView>>(`/direct-messages?limit=1&cursor=${page.nextCursor}`))
      .body;
    expect([page, next].flatMap(({ items }) => items.map((item) => item.conversationId))).toEqual([withBob, withEve]);
  });

  it('are read and written by these two alone, not even by those who run the shop', async () => {
    const { conversationId } = (await open(ann, bob)).body;
    await say(ann, conversationId, 'Between us');
    const manager = await app.build.manager({ shopId: shop.id });
    const others = [
      manager,
      await app.build.admin(),
      await app.build.agent({ shopId: shop.id }),
      await app.build.manager(),
      await app.build.visitor(shop),
    ];

    for (const other of others) {
      const socket = await app.as(other).connect();
      expect((await app.as(other).get(`/conversations/${conversationId}/messages`)).status).toBe(404);
      expect((await app.as(other).get(`/conversations/${conversationId}/transcript.txt`)).status).toBe(404);
      expect((await say(other, conversationId, 'Me too')).status).toBe(404);
      expect((await socket.refused('conversation:open', { conversationId })).code).toBe('NOT_FOUND');
      await say(bob, conversationId, 'Yes');
      expect(socket.all('message:new')).toEqual([]);
      expect(socket.all('direct:changed')).toEqual([]);
    }
    expect(await listOf(manager)).toEqual([]);
    expect((await say(ann, conversationId, 'A note', { visibility: 'internal' })).status).toBe(403);
  });

  it('stay within the wall, and need a right to know colleagues', async () => {
    const stranger = await app.build.agent();
    const nothing = await app.build.role({}, shop.id);
    const bare = await app.build.employee({ shopId: shop.id, roleId: nothing.id });
    const other = await app.build.employee({ shopId: null, roleId: ADMIN_ROLE_ID });

    expect((await open(ann, stranger)).status).toBe(404);
    expect((await open(stranger, ann)).status).toBe(404);
    expect((await open(bare, ann)).status).toBe(403);
    expect((await open(ann, ann)).status).toBe(422);
    expect((await open(await app.build.admin(), other)).status).toBe(409);

    const { conversationId } = (await open(other, ann)).body;
    expect((await say(ann, conversationId, 'Hello')).status).toBe(201);
    const { conversationId: withBare } = (await open(ann, bare)).body;
    expect((await say(bare, withBare, 'I can answer')).status).toBe(201);
  });

  it('end when one of them leaves, stay readable, and go on when they come back', async () => {
    const manager = await app.build.manager({ shopId: shop.id });
    const { conversationId } = (await open(ann, bob)).body;
    await say(bob, conversationId, 'Bye');
    const socket = await app.as(ann).connect();

    await app.as(manager).post(`/employees/${bob.id}/deactivate`);

    const refused = await say(ann, conversationId, 'Wait');
    expect(refused).toMatchObject({ status: 409, body: { code: 'STATE_CONFLICT' } });
    expect(refused.body.detail).toContain('not active');
    expect(await open(ann, bob)).toMatchObject({ status: 409, body: { code: 'STATE_CONFLICT' } });
    expect(await textsFor(ann, conversationId)).toEqual(['Bob: Bye']);
    expect(await listOf(ann)).toMatchObject([{ canWrite: false }]);
    await socket.hears('direct:changed', ({ canWrite }) => !canWrite);

    await app.as(manager).post(`/employees/${bob.id}/reactivate`);
    expect((await say(ann, conversationId, 'Welcome back')).status).toBe(201);
  });

  it('let no message in once the other has left, however close they come', async () => {
    const manager = await app.build.manager({ shopId: shop.id });
    const { conversationId } = (await open(ann, bob)).body;

    const [left, ...said] = await Promise.all([
      app.as(manager).post(`/employees/${bob.id}/deactivate`),
      ...Array.from({ length: 20 }, (_, index) => say(ann, conversationId, `${index}`)),
    ]);
    const late = await say(ann, conversationId, 'Too late');

    expect([left.status, late.status]).toEqual([200, 409]);
    const stored = await textsFor(ann, conversationId);
    expect(stored).toHaveLength(said.filter(({ status }) => status === 201).length);
  });

  it('are heard by both at once, on every page they have open', async () => {
    const [phone, laptop] = [await app.as(bob).connect(), await app.as(bob).connect()];
    const mine = await app.as(ann).connect();
    const { conversationId } = (await open(ann, bob)).body;
    for (const socket of [phone, laptop, mine]) await socket.hears('direct:changed');

    await mine.get('message:send', { conversationId, clientId: randomUUID(), body: 'Coffee?' });

    for (const socket of [phone, laptop, mine])
      expect(await socket.hears('message:new')).toMatchObject({ conversationId, body: 'Coffee?', seq: 1 });
    expect(await laptop.hears('direct:changed', ({ unread }) => unread === 1)).toMatchObject({
      ...{ conversationId, colleague: { name: 'Ann' }, isLastMine: false },
      lastMessage: { preview: 'Coffee?' },
    });

    await phone.get('message:read', { conversationId, seq: 1 });
    expect(await laptop.hears('message:read')).toMatchObject({ readerId: bob.id, seq: 1 });
    const later = await app.as(bob).connect();
    expect(await later.get('direct:watch', {})).toEqual({ unread: 0 });
    await say(ann, conversationId, 'Or tea?');
    expect(await later.hears('message:new')).toMatchObject({ body: 'Or tea?' });
  });
});
