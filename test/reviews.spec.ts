import type { ChatView, CustomerChatView, ReviewView } from '../src/contract/chats.dto';
import type { Page } from '../src/contract/common.dto';
import type { ErrorBody } from '../src/contract/errors';
import { databaseTime } from '../src/core/paging';
import { Review } from '../src/reviews/review.entity';
import { TestApp } from './support/app';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

describe('the review of a chat', () => {
  const closed = async () => {
    const shop = await app.build.shop();
    const agent = await app.build.agent({ shopId: shop.id });
    const chat = await app.build.chat(shop);
    await app.as(agent).post(`/chats/${chat.id}/take`);
    const rate = (input: object) =>
      app.as(chat.customer).put<ReviewView & ErrorBody>(`/chats/${chat.id}/review`, input);
    const early = await rate({ rating: 5 });
    await app.as(agent).post(`/chats/${chat.id}/close`, {});
    return { shop, agent, chat, rate, early };
  };

  it('is given once by its customer after the end, and is seen by staff', async () => {
    const { agent, chat, rate, early } = await closed();

    const review = await rate({ rating: 4, comment: 'Quick and kind.' });

    expect([early.status, early.body.code]).toEqual([409, 'STATE_CONFLICT']);
    expect(review.body).toMatchObject({ rating: 4, comment: 'Quick and kind.' });
    const seen = await app.as(agent).get<ChatView>(`/chats/${chat.id}`);
    expect(seen.body.review).toEqual(review.body);
  });

  it('can be changed for a day, also by two tabs at once, and stays one', async () => {
    const { chat, rate } = await closed();

    const answers = await Promise.all([rate({ rating: 1 }), rate({ rating: 2 }), rate({ rating: 3 })]);
    const changed = await rate({ rating: 5, comment: 'On second thoughts' });

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(changed.body).toMatchObject({ rating: 5, comment: 'On second thoughts' });
    expect(await app.db.getRepository(Review).countBy({ chatId: chat.id })).toBe(1);

    await app.db.query('UPDATE reviews SET createdAt = ? WHERE chatId = ?', [
      databaseTime(new Date(Date.now() - 25 * 3_600_000)),
      chat.id,
    ]);
    const late = await rate({ rating: 1 });
    expect([late.status, late.body.code]).toEqual([409, 'STATE_CONFLICT']);
    const own = await app.as(chat.customer).get<Page<CustomerChatView>>('/chats/history');
    expect(own.body.items[0]).toMatchObject({ canRate: false, review: { rating: 5 } });
  });

  it('is nobody else’s to give, and from one to five', async () => {
    const { shop, agent, chat, rate } = await closed();
    const other = await app.build.visitor(shop);

    const answers = await Promise.all([
      app.as(other).put(`/chats/${chat.id}/review`, { rating: 1 }),
      app.as(agent).put(`/chats/${chat.id}/review`, { rating: 5 }),
      rate({ rating: 0 }),
      rate({ rating: 6 }),
      rate({ rating: 4.5 }),
      rate({ rating: 5, agentId: agent.id }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([404, 403, 400, 400, 400, 400]);
  });
});
