import { randomUUID } from 'node:crypto';
import { TestApp } from './support/app';
import type { Employee, Visitor } from './support/build';

describe('the transcript of a conversation', () => {
  let app: TestApp;
  let agent: Employee;
  let customer: Visitor;
  let path: string;

  beforeAll(async () => {
    app = await TestApp.start();
    const shop = await app.build.shop({ name: 'Corner <Shop>', timeZone: 'Asia/Kolkata' });
    agent = await app.build.agent({ shopId: shop.id, firstName: 'Mira' });
    customer = await app.build.visitor(shop, { name: '<img src=x>' });
    const chat = { clientId: randomUUID(), message: '<script>alert(1)</script> & "quotes"' };
    const started = await app.as(customer).post<{ id: string; conversationId: string }>('/chats', chat);
    path = `/conversations/${started.body.conversationId}`;
    await app.as(agent).post(`/chats/${started.body.id}/take`);
    await say(agent, 'Let me look.');
    await say(agent, 'A difficult one', 'internal');
    await say(customer, 'Two\nlines');
  });

  afterAll(() => app.stop());

  const say = async (person: Employee | Visitor, body: string, visibility = 'public') => {
    const { status } = await app.as(person).post(`${path}/messages`, { clientId: randomUUID(), body, visibility });
    expect(status).toBe(201);
  };

  it('is what each may read, in order', async () => {
    const forStaff = await app.as(agent).get<string>(`${path}/transcript.txt?tz=UTC`);
    expect(forStaff.status).toBe(200);
    expect(forStaff.body.replace(/\[[\d: -]+\]/g, '[time]').split('\r\n\r\n')).toEqual([
      'Corner <Shop>: Conversation with <img src=x>\r\nTimes are those of UTC.',
      expect.stringMatching(/^\[time\] Shopbell:\r\nChat started/),
      '[time] <img src=x>:\r\n<script>alert(1)</script> & "quotes"',
      expect.stringMatching(/^\[time\] Shopbell:\r\nChat taken: Mira/),
      '[time] Mira:\r\nLet me look.',
      '[time] Mira (note):\r\nA difficult one',
      '[time] <img src=x>:\r\nTwo\r\nlines\r\n',
    ]);

    const forCustomer = await app.as(customer).get<string>(`${path}/transcript.txt`);
    expect(forCustomer.body).toContain('Let me look.');
    expect(forCustomer.body).toContain('Times are those of Asia/Kolkata.');
    expect(forCustomer.body).not.toMatch(/difficult|note/);
  });

  it('is a page in which nothing runs', async () => {
    const { body, headers } = await app.as(customer).get<string>(`${path}/transcript.html`);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; .*sandbox$/);
    expect(headers.get('cache-control')).toContain('no-store');
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;');
    expect(body).not.toMatch(/<script|<img|difficult/);
  });

  it('has every message of a long conversation', async () => {
    for (let index = 0; index < 230; index += 10) {
      await Promise.all(Array.from({ length: 10 }, (_, offset) => say(customer, `Line ${index + offset}.`)));
    }
    const { body } = await app.as(customer).get<string>(`${path}/transcript.txt`);
    expect(new Set(body.match(/Line \d+\./g)).size).toBe(230);
  });

  it('is not there for others', async () => {
    const other = await app.build.visitor(await app.build.shop());
    expect((await app.as(other).get(`${path}/transcript.html`)).status).toBe(404);
    expect((await app.as(agent).get(`${path}/transcript.txt?tz=Moon/Base`)).status).toBe(400);
  });
});
