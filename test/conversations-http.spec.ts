import { randomUUID } from 'node:crypto';
import type { ConversationPage, MessageView } from '../src/contract/conversations.dto';
import type { ErrorBody } from '../src/contract/errors';
import { Conversations } from '../src/conversations/conversations.service';
import { UnitOfWork } from '../src/database/unit-of-work';
import { TestApp } from './support/app';

describe('conversations over HTTP', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  async function pair() {
    const shop = await app.build.shop();
    const customer = await app.build.visitor(shop);
    const agent = await app.build.agent({ shopId: shop.id });
    const { id } = await app
      .get(UnitOfWork)
      .run((tx) =>
        app
          .get(Conversations)
          .create(tx, { shopId: shop.id, customerId: customer.id, kind: 'chat', holderId: agent.id }),
      );
    return { shop, customer, agent, path: `/conversations/${id}` };
  }

  it('are written, read and marked as read', async () => {
    const { customer, agent, path } = await pair();
    const clientId = randomUUID();

    const sent = await app.as(customer).post<MessageView>(`${path}/messages`, { clientId, body: 'Hello' });
    const again = await app.as(customer).post<MessageView>(`${path}/messages`, { clientId, body: 'Hello' });
    await app.as(agent).post(`${path}/messages`, { clientId: randomUUID(), body: 'A regular', visibility: 'internal' });
    const read = await app.as(agent).post(`${path}/read`, { seq: 1 });

    expect([sent.status, again.status, read.status]).toEqual([201, 201, 204]);
    expect(again.body).toEqual(sent.body);
    const page = await app.as(customer).get<ConversationPage>(`${path}/messages?afterSeq=0&limit=10`);
    expect(page.body).toMatchObject({
      lastSeq: 1,
      reset: false,
      readMarks: [{ readerKind: 'employee', readerId: agent.id, seq: 1 }],
    });
    expect(page.body.messages.map(({ body }) => body)).toEqual(['Hello']);
    const anew = await app.as(customer).get<ConversationPage>(`${path}/messages?afterSeq=1&afterId=${randomUUID()}`);
    expect(anew.body.reset).toBe(true);
  });

  it('believe nothing that the sender cannot know', async () => {
    const { customer, path } = await pair();
    const post = (body: unknown) => app.as(customer).post<ErrorBody>(`${path}/messages`, body);
    const message = { clientId: randomUUID(), body: 'Hello' };

    const answers = [
      await post({ ...message, seq: 7 }),
      await post({ ...message, author: { kind: 'employee', id: null, name: 'Boss' } }),
      await post({ ...message, system: { type: 'chat.closed', data: {} } }),
      await post({ ...message, createdAt: '2020-01-01T00:00:00Z' }),
      await post({ ...message, body: 'x'.repeat(10_001) }),
      await post({ ...message, body: 7 }),
      await post({ ...message, clientId: 'mine' }),
      await post({ ...message, attachmentIds: Array.from({ length: 11 }, () => randomUUID()) }),
      await post([message]),
      await app.as(customer).get(`${path}/messages?limit=1000`),
      await app.as(customer).get(`${path}/messages?afterSeq=-1`),
      await app.as(customer).get(`/conversations/nonsense/messages`),
    ];

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 400));
    expect((await app.as(customer).get<ConversationPage>(`${path}/messages`)).body.lastSeq).toBe(0);
  });

  it('never take one person for another who asks at the same moment', async () => {
    const pairs = await Promise.all(Array.from({ length: 8 }, pair));

    await Promise.all(
      pairs.flatMap(({ customer, agent, path }) =>
        [customer, agent].flatMap((person) =>
          Array.from({ length: 5 }, () =>
            app.as(person).post(`${path}/messages`, { clientId: randomUUID(), body: person.id }),
          ),
        ),
      ),
    );

    for (const { customer, path } of pairs) {
      const { messages } = (await app.as(customer).get<ConversationPage>(`${path}/messages`)).body;
      expect(messages).toHaveLength(10);
      expect(messages.every(({ author, body }) => author.id === body)).toBe(true);
    }
  });
});
