import { TestApp } from './support/app';

describe('a connection', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('answers', async () => {
    const shop = await app.build.shop();
    const agent = await app.build.agent({ shopId: shop.id });
    const chat = await app.build.chat(shop);
    const socket = await app.as(agent).connect();
    const snapshot = await socket.get('queue:watch', {});
    expect(snapshot.chats.map(({ id }) => id)).toEqual([chat.id]);
    const taken = await socket.get('chat:take', { chatId: chat.id });
    const customer = await app.as(chat.customer).connect();
    const page = await customer.get('conversation:open', { conversationId: taken.conversationId });
    expect(page.messages.length).toBeGreaterThan(0);
    await socket.get('message:send', { conversationId: taken.conversationId, clientId: crypto.randomUUID(), body: 'Hi' });
    await customer.hears('message:new', (m) => m.body === 'Hi');
  });
});
