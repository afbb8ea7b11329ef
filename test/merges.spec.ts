import { randomUUID } from 'node:crypto';
import { sign } from 'jsonwebtoken';
import type { VisitorTokenView } from '../src/contract/auth.dto';
import type { ChatDetail, ChatView, CustomerChatView } from '../src/contract/chats.dto';
import type { Page } from '../src/contract/common.dto';
import type { AttachmentView, ConversationPage, MessageView } from '../src/contract/conversations.dto';
import type { EventView } from '../src/contract/events.dto';
import type { ShopSecretView, ShopView } from '../src/contract/shops.dto';
import type { CustomerTicketView, TicketDraft, TicketView } from '../src/contract/tickets.dto';
import { TestApp } from './support/app';
import type { Employee, Visitor } from './support/build';

interface CurrentChat {
  chat: CustomerChatView | null;
}

describe('a visitor whom the shop turns out to know', () => {
  let app: TestApp;
  let shop: ShopView;
  let agent: Employee;
  let secret: string;

  beforeAll(async () => {
    app = await TestApp.start();
    shop = await app.build.shop();
    agent = await app.build.agent({ shopId: shop.id, chatCapacity: 50 });
    const admin = app.as(await app.build.admin());
    secret = (await admin.post<ShopSecretView>(`/shops/${shop.id}/rotate-secret`)).body.identitySecret;
  });
  afterAll(() => app.stop());

  /** In the browser where `visitor` was, the page says who it is. */
  const identify = async (sub: string, visitor?: Visitor): Promise<Visitor> => {
    const identity = sign({ sub, name: 'Aylin Tan', email: 'aylin@mail.example' }, secret, { expiresIn: 600 });
    const input = { shop: shop.publicKey, identity, refresh_token: visitor?.refreshToken };
    const { status, body } = await app.as(null).post<VisitorTokenView>('/auth/visit', input);
    if (status !== 200) throw new Error(`Not identified: ${JSON.stringify(body)}`);
    const { customerId: id, access_token: token, refresh_token: refreshToken } = body;
    return { kind: 'customer', id, shopId: shop.id, token, refreshToken };
  };
  const start = async (by: Visitor, message = 'Where is my order?') =>
    (await app.as(by).post<CustomerChatView>('/chats', { clientId: randomUUID(), message })).body;
  const current = async (by: Visitor) => (await app.as(by).get<CurrentChat>('/chats/current')).body.chat;
  const take = async (chatId: string) => (await app.as(agent).post<ChatDetail>(`/chats/${chatId}/take`)).body;
  const messages = async (by: Visitor | Employee, conversationId: string) =>
    (await app.as(by).get<ConversationPage>(`/conversations/${conversationId}/messages`)).body.messages;

  it('keeps the chat they are in, with everything said so far, under the name they have', async () => {
    const known = await identify('user-1');
    const visitor = await app.build.visitor(shop, { name: 'Somebody' });
    const begun = await start(visitor);
    await take(begun.id);
    await app.as(agent).post(`/conversations/${begun.conversationId}/messages`, {
      clientId: randomUUID(),
      body: 'One moment',
    });

    const customer = await identify('user-1', visitor);

    expect(customer.id).toBe(known.id);
    expect(await current(customer)).toMatchObject({ id: begun.id, status: 'active', agent: { id: agent.id } });
    const said = await messages(customer, begun.conversationId);
    expect(said.map(({ body }) => body).filter(Boolean)).toEqual(['Where is my order?', 'One moment']);
    expect(said.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(said.find(({ author }) => author.kind === 'customer')?.author).toMatchObject({
      id: known.id,
      name: 'Aylin Tan',
    });
    const seen = await app.as(agent).get<ChatDetail>(`/chats/${begun.id}`);
    expect(seen.body.customer).toMatchObject({ id: known.id, name: 'Aylin Tan', isVerified: true });
    const sent = await app.as(customer).post(`/conversations/${begun.conversationId}/messages`, {
      clientId: randomUUID(),
      body: 'Thank you',
    });
    expect(sent.status).toBe(201);
  });

  it('is nobody any more as the visitor: neither with the old token nor with the old refresh token', async () => {
    await identify('user-2');
    const visitor = await app.build.visitor(shop);
    const begun = await start(visitor);

    await identify('user-2', visitor);

    expect((await app.as(visitor).get('/chats/current')).status).toBe(401);
    expect((await app.as(visitor).get(`/conversations/${begun.conversationId}/messages`)).status).toBe(401);
    const again = await app.as(null).post('/auth/visit/refresh', { refresh_token: visitor.refreshToken });
    expect(again.status).toBe(401);
  });

  it('leaves a trail of it in one piece', async () => {
    const known = await identify('user-3');
    const visitor = await app.build.visitor(shop);
    const begun = await start(visitor);

    await identify('user-3', visitor);

    const admin = app.as(await app.build.admin());
    const of = async (subjectId: string, name: string) =>
      (await admin.get<Page<EventView>>(`/events?subjectId=${subjectId}&name=${name}`)).body.items;
    expect(await of(begun.id, 'chat.customerChanged')).toMatchObject([
      {
        before: { customerId: visitor.id },
        after: { customerId: known.id },
        fromStatus: 'waiting',
        toStatus: 'waiting',
      },
    ]);
    expect(await of(visitor.id, 'customer.merged')).toMatchObject([{ after: { mergedInto: known.id } }]);
  });

  it('is followed by those who look: the agent hears the new name and presence, the old sockets end', async () => {
    const known = await identify('user-4');
    const visitor = await app.build.visitor(shop);
    const begun = await start(visitor);
    await take(begun.id);
    const desk = await app.as(agent).connect();
    await desk.get('queue:watch', {});
    await desk.get('conversation:open', { conversationId: begun.conversationId });
    const before = await app.as(visitor).connect();

    const customer = await identify('user-4', visitor);
    const after = await app.as(customer).connect();

    expect(await before.hears('session:ended', () => true, 1000)).toMatchObject({ code: 'UNAUTHENTICATED' });
    const changed = await desk.hears(
      'chat:changed',
      (chat) => 'customer' in chat && (chat as unknown as ChatView).customer.id === known.id,
    );
    expect(changed).toMatchObject({ id: begun.id, customer: { name: 'Aylin Tan' } });
    await desk.hears('customer:presence', ({ customerId, isConnected }) => customerId === known.id && isConnected);
    await after.get('conversation:open', { conversationId: begun.conversationId });
    await desk.get('message:send', {
      conversationId: begun.conversationId,
      clientId: randomUUID(),
      body: 'Hello Aylin',
    });
    expect(await after.hears('message:new', ({ body }) => body === 'Hello Aylin')).toMatchObject({ seq: 4 });
    await after.get('message:send', {
      conversationId: begun.conversationId,
      clientId: randomUUID(),
      body: 'It is me',
    });
    expect(await desk.hears('message:new', ({ body }) => body === 'It is me')).toMatchObject({
      author: { id: known.id },
    });
  });

  it('may try again what was on its way, and use what was uploaded', async () => {
    await identify('user-5');
    const visitor = await app.build.visitor(shop);
    const { conversationId } = await start(visitor);
    const clientId = randomUUID();
    const first = await app.as(visitor).post<MessageView>(`/conversations/${conversationId}/messages`, {
      clientId,
      body: 'Did this arrive?',
    });
    const form = new FormData();
    form.append('file', new Blob(['plain words']), 'note.txt');
    const upload = await fetch(`${app.url}/api/v1/conversations/${conversationId}/attachments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${visitor.token}` },
      body: form,
    });
    const { id: attachmentId } = (await upload.json()) as AttachmentView;

    const customer = await identify('user-5', visitor);

    const again = await app.as(customer).post<MessageView>(`/conversations/${conversationId}/messages`, {
      clientId,
      body: 'Did this arrive?',
    });
    expect(again.body).toMatchObject({ id: first.body.id, seq: first.body.seq, author: { id: customer.id } });
    const carrying = await app.as(customer).post<MessageView>(`/conversations/${conversationId}/messages`, {
      clientId: randomUUID(),
      body: '',
      attachmentIds: [attachmentId],
    });
    expect(carrying).toMatchObject({ status: 201, body: { seq: 4 } });
  });

  it('waits where their standing puts them, and is seen as somebody who has been here before', async () => {
    const known = await identify('user-6');
    const admin = app.as(await app.build.admin());
    await admin.patch(`/customers/${known.id}`, { isPriority: true, version: 1 });
    const earlier = await start(known, 'An earlier question');
    await app.as(known).post(`/chats/${earlier.id}/end`);
    const before = await start(await app.build.visitor(shop), 'I was first');
    const visitor = await app.build.visitor(shop);
    const begun = await start(visitor, 'I came later');

    await identify('user-6', visitor);

    const { body } = await app.as(agent).get<Page<ChatView>>('/chats?view=queue&limit=100');
    const ids = body.items.map(({ id }) => id);
    expect(ids.indexOf(begun.id)).toBeLessThan(ids.indexOf(before.id));
    expect(body.items.find(({ id }) => id === begun.id)?.customer).toMatchObject({ isPriority: true, chatsBefore: 1 });
    const found = await app.as(agent).get<Page<ChatView>>('/chats?search=aylin&status=waiting');
    expect(found.body.items.map(({ id }) => id)).toContain(begun.id);
  });

  it('who has an open chat elsewhere goes on there; the other one is kept, as ended', async () => {
    const known = await identify('user-7');
    const open = await start(known, 'From my phone');
    const visitor = await app.build.visitor(shop);
    const begun = await start(visitor, 'From my desk');

    const customer = await identify('user-7', visitor);

    expect(await current(customer)).toMatchObject({ id: open.id });
    const seen = await app.as(agent).get<ChatDetail>(`/chats/${begun.id}`);
    expect(seen.body).toMatchObject({
      status: 'closed',
      closeReason: `→ #${open.number}`,
      customer: { id: known.id },
    });
    const history = await app.as(customer).get<Page<CustomerChatView>>('/chats/history');
    expect(history.body.items.map(({ id }) => id)).toEqual([begun.id, open.id]);
  });

  it('takes nothing from somebody known: only what nobody knew goes along, and only forward', async () => {
    const first = await identify('user-8');
    const theirs = await start(first, 'Mine alone');

    const second = await identify('user-9', first);

    expect(second.id).not.toBe(first.id);
    expect(await current(second)).toBeNull();
    expect((await app.as(second).get(`/conversations/${theirs.conversationId}/messages`)).status).toBe(404);
    expect(await current(first)).toMatchObject({ id: theirs.id });
  });

  it('keeps the tickets they filed, also when filing is tried again, and what they uploaded for the next', async () => {
    const known = await identify('user-11');
    const visitor = await app.build.visitor(shop, { name: 'Somebody' });
    const filing = { clientId: randomUUID(), title: 'Cannot pay', description: 'My card is refused each time.' };
    const filed = (await app.as(visitor).post<CustomerTicketView>('/my/tickets', filing)).body;
    const draft = (await app.as(visitor).post<TicketDraft>('/my/tickets/drafts', {})).body;

    const customer = await identify('user-11', visitor);

    const again = await app.as(customer).post<CustomerTicketView>('/my/tickets', filing);
    expect(again.body.id).toBe(filed.id);
    const mine = await app.as(customer).get<Page<CustomerTicketView>>('/my/tickets');
    expect(mine.body.items.map(({ id }) => id)).toEqual([filed.id]);
    const said = await messages(customer, filed.conversationId);
    expect(said.find(({ author }) => author.kind === 'customer')?.author).toMatchObject({ id: known.id });
    const note = { clientId: randomUUID(), body: 'It is still refused' };
    expect((await app.as(customer).post(`/conversations/${filed.conversationId}/messages`, note)).status).toBe(201);
    expect((await app.as(customer).post<TicketDraft>('/my/tickets/drafts', {})).body).toEqual(draft);
    const found = await app.as(agent).get<Page<TicketView>>('/tickets?search=aylin');
    expect(found.body.items.find(({ id }) => id === filed.id)?.customer).toMatchObject({ id: known.id });
    const admin = app.as(await app.build.admin());
    const { body } = await admin.get<Page<EventView>>(`/events?subjectId=${filed.id}&name=ticket.changed`);
    expect(body.items).toMatchObject([{ before: { customerId: visitor.id }, after: { customerId: known.id } }]);
  });

  it('is moved once, however many tabs say it at the same moment', async () => {
    const known = await identify('user-10');
    const visitor = await app.build.visitor(shop);
    const begun = await start(visitor);

    const tabs = await Promise.all([1, 2, 3].map(() => identify('user-10', visitor)));

    expect(tabs.map(({ id }) => id)).toEqual([known.id, known.id, known.id]);
    expect(await current(tabs[0] as Visitor)).toMatchObject({ id: begun.id });
    const admin = app.as(await app.build.admin());
    const { body } = await admin.get<Page<EventView>>(`/events?subjectId=${begun.id}&name=chat.customerChanged`);
    expect(body.items).toHaveLength(1);
  });
});
