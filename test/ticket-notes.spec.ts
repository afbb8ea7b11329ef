import { randomUUID } from 'node:crypto';
import type { ShopView } from '../src/contract/shops.dto';
import type { CustomerTicketView, TicketView } from '../src/contract/tickets.dto';
import { TestApp } from './support/app';
import type { Employee, Visitor } from './support/build';

const SECRET = 'Zitronenfalter';

describe('what a team says of a ticket among itself', () => {
  let app: TestApp;
  let shop: ShopView;
  let visitor: Visitor;
  let mira: Employee;
  let ticket: CustomerTicketView;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    shop = await app.build.shop();
    visitor = await app.build.visitor(shop);
    mira = await app.build.agent({ shopId: shop.id });
    const filed = await app.as(visitor).post<CustomerTicketView>('/my/tickets', {
      ...{ clientId: randomUUID(), title: 'Cannot pay', description: 'My card is refused each time.' },
    });
    ticket = filed.body;
    await app.as(mira).post(`/tickets/${ticket.id}/claim`);
  });

  it('never reaches the customer, on no path', async () => {
    const own = await app.as(visitor).connect();
    await own.get('conversation:open', { conversationId: ticket.conversationId });
    await note(`The card is stolen, says ${SECRET}`);
    await app.as(mira).post(`/tickets/${ticket.id}/decline`, { reason: SECRET });
    await app.as(visitor).post(`/conversations/${ticket.conversationId}/messages`, message('Any news?'));
    await own.hears('message:new', ({ body }) => body === 'Any news?');

    const paths = [
      '/my/tickets',
      `/my/tickets/${ticket.id}`,
      `/my/tickets/${ticket.id}/history`,
      '/my/tickets/export.csv',
      `/conversations/${ticket.conversationId}/messages`,
      `/conversations/${ticket.conversationId}/transcript.txt`,
      `/conversations/${ticket.conversationId}/transcript.html`,
      '/alerts',
    ];
    for (const path of paths) {
      const answer = await app.as(visitor).get(path);
      expect({ path, status: answer.status }).toEqual({ path, status: 200 });
      expect(JSON.stringify(answer.body)).not.toContain(SECRET);
    }
    const found = await app.as(visitor).get<{ items: unknown[] }>(`/my/tickets?search=${SECRET}`);
    expect(found.body.items).toEqual([]);
    expect(JSON.stringify(own.heard)).not.toContain(SECRET);
  });

  it('is found and read by colleagues', async () => {
    await note(`Ask ${SECRET} first`);
    const devi = await app.build.agent({ shopId: shop.id });

    const found = await app.as(devi).get<{ items: TicketView[] }>(`/tickets?search=${SECRET}`);

    expect(found.body.items.map(({ id }) => id)).toEqual([ticket.id]);
  });

  function message(body: string) {
    return { clientId: randomUUID(), body };
  }

  async function note(body: string): Promise<void> {
    const sent = await app
      .as(mira)
      .post(`/conversations/${ticket.conversationId}/messages`, { ...message(body), visibility: 'internal' });
    expect(sent.status).toBeLessThan(300);
  }
});
