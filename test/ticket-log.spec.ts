import { randomUUID } from 'node:crypto';
import type { CustomerChatView } from '../src/contract/chats.dto';
import type { Page } from '../src/contract/common.dto';
import type { OwnNumbers, TicketLogItem } from '../src/contract/own-work.dto';
import type { ShopView } from '../src/contract/shops.dto';
import type { CustomerTicketView } from '../src/contract/tickets.dto';
import { Ticket } from '../src/tickets/ticket.entity';
import { TestApp } from './support/app';
import type { Employee, Visitor } from './support/build';

const HOUR = 3_600_000;

describe('an agent’s own work', () => {
  let app: TestApp;
  let shop: ShopView;
  let visitor: Visitor;
  let mira: Employee;
  let devi: Employee;
  let manager: Employee;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    shop = await app.build.shop({ timeZone: 'Pacific/Kiritimati' });
    visitor = await app.build.visitor(shop);
    mira = await app.build.agent({ shopId: shop.id });
    devi = await app.build.agent({ shopId: shop.id });
    manager = await app.build.manager({ shopId: shop.id });
  });

  describe('the log', () => {
    it('says what I did, the newest first, and nothing that others did', async () => {
      const [one, two] = [await filed('Cannot pay'), await filed('No parcel')];
      await act(mira, one.id, 'claim');
      await act(mira, two.id, 'claim');
      await act(mira, two.id, 'transfer', { agentId: devi.id });
      await act(devi, two.id, 'release');
      await act(mira, one.id, 'hold');
      await act(mira, one.id, 'close');
      await act(manager, two.id, 'assign', { agentId: devi.id });

      const first = { id: one.id, number: 1, title: 'Cannot pay' };
      const second = { id: two.id, number: 2, title: 'No parcel' };
      expect((await log(mira)).items).toMatchObject([
        { name: 'ticket.closed', ticket: first },
        { name: 'ticket.transferred', ticket: second },
        { name: 'ticket.claimed', ticket: second },
        { name: 'ticket.claimed', ticket: first },
      ]);
      expect((await log(manager)).items.map(({ name }) => name)).toEqual(['ticket.assigned']);
      expect((await log(devi)).items.map(({ name }) => name)).toEqual(['ticket.released']);
    });

    it('tells of a declined ticket, from then on, no more than its number', async () => {
      const { id } = await filed('Cannot pay');
      await act(mira, id, 'claim');
      await act(mira, id, 'decline', {});

      const hidden = { id: null, number: 1, title: null };
      const { items } = await log(mira);
      expect(items.map(({ name }) => name)).toEqual(['ticket.declined', 'ticket.claimed']);
      expect(items.map(({ ticket }) => ticket)).toEqual([hidden, hidden]);
      expect(JSON.stringify(items)).not.toContain(id);
    });

    it('is read page by page', async () => {
      const { id } = await filed('Cannot pay');
      for (let times = 0; times < 3; times += 1) {
        await act(mira, id, 'claim');
        await act(mira, id, 'release');
      }

      const names: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: Page<TicketLogItem> = await log(mira, `?limit=4${cursor && `&cursor=${cursor}`}`);
        names.push(...page.items.map(({ name }) => name));
        cursor = page.nextCursor;
      }

      expect(names).toEqual(Array(3).fill(['ticket.released', 'ticket.claimed']).flat());
    });
  });

  describe('my numbers', () => {
    it('are what I did today, by the clock of the shop, and what is mine now', async () => {
      const [one, two, three] = [await filed('Cannot pay'), await filed('No parcel'), await filed('No answer')];
      for (const { id } of [one, two, three]) await act(mira, id, 'claim');
      await write(mira, one.conversationId, 'Which card is it?');
      await write(visitor, one.conversationId, 'The blue one');
      await write(mira, one.conversationId, 'Try the green one');
      await write(mira, one.conversationId, 'He is upset', 'internal');
      await write(mira, two.conversationId, 'It is on its way');
      await act(mira, two.id, 'close');
      await act(mira, three.id, 'hold');
      const past = new Date(Date.now() - HOUR);
      await app.db.getRepository(Ticket).update({ id: one.id }, { resolutionDueAt: past });

      const { date, timeZone, tickets } = await numbers(mira);

      expect({ date, timeZone }).toEqual({ date: today('Pacific/Kiritimati'), timeZone: 'Pacific/Kiritimati' });
      expect(tickets).toEqual({
        ...{ claimed: 3, closed: 1, replies: 3, open: 2, onHold: 1, atRisk: 0, breached: 1 },
        firstResponseSeconds: expect.any(Number),
      });
      const none = { claimed: 0, closed: 0, replies: 0, open: 0, onHold: 0, atRisk: 0, breached: 0 };
      expect((await numbers(devi)).tickets).toEqual({ ...none, firstResponseSeconds: null });
    });

    it('leave out yesterday', async () => {
      const { id } = await filed('Cannot pay');
      await act(mira, id, 'claim');
      const yesterday = new Date(Date.now() - 25 * HOUR);
      await app.db.query('UPDATE events SET at = ? WHERE actorId = ?', [text(yesterday), mira.id]);

      expect((await numbers(mira)).tickets).toMatchObject({ claimed: 0, open: 1 });
    });

    it('count what I wrote in tickets that others closed or gave away since', async () => {
      const [one, two] = [await filed('Cannot pay'), await filed('No parcel')];
      for (const { id, conversationId } of [one, two]) {
        await act(mira, id, 'claim');
        await write(mira, conversationId, 'Hello');
      }
      await app.as(visitor).post(`/my/tickets/${one.id}/close`);
      await act(manager, two.id, 'assign', { agentId: devi.id });
      await app.db.query('UPDATE events SET at = ? WHERE actorId = ?', [text(new Date(0)), mira.id]);

      expect((await numbers(mira)).tickets).toMatchObject({ claimed: 0, replies: 2, open: 0 });
      expect((await numbers(devi)).tickets).toMatchObject({ replies: 0, open: 1 });
    });

    it('say how many chats I took and closed', async () => {
      await app.as(mira).put('/agents/me/presence', { presence: 'available' });
      const chats: CustomerChatView[] = [await app.build.chat(shop), await app.build.chat(shop)];
      for (const { id } of chats) await app.as(mira).post(`/chats/${id}/take`);
      await app.as(mira).post(`/chats/${chats[0]?.id}/close`, {});

      expect((await numbers(mira)).chats).toMatchObject({ taken: 2, closed: 1 });
    });

    it('are there for people who work for all shops', async () => {
      expect(await numbers(await app.build.admin())).toMatchObject({ timeZone: 'UTC', tickets: { claimed: 0 } });
    });
  });

  async function log(who: Employee, query = ''): Promise<Page<TicketLogItem>> {
    const { status, body } = await app.as(who).get<Page<TicketLogItem>>(`/me/ticket-log${query}`);
    expect(status).toBe(200);
    return body;
  }

  async function numbers(who: Employee): Promise<OwnNumbers> {
    const { status, body } = await app.as(who).get<OwnNumbers>('/me/numbers');
    expect(status).toBe(200);
    return body;
  }

  async function filed(title: string): Promise<CustomerTicketView> {
    const input = { clientId: randomUUID(), title, description: 'It does not work at all.' };
    return (await app.as(visitor).post<CustomerTicketView>('/my/tickets', input)).body;
  }

  async function act(who: Employee, id: string, action: string, body: object = {}): Promise<void> {
    const answer = await app.as(who).post(`/tickets/${id}/${action}`, body);
    if (answer.status >= 300) throw new Error(`${action}: ${JSON.stringify(answer.body)}`);
  }

  async function write(who: Employee | Visitor, id: string, body: string, visibility = 'public'): Promise<void> {
    const message = { clientId: randomUUID(), body, visibility };
    const sent = await app.as(who).post(`/conversations/${id}/messages`, message);
    if (sent.status >= 300) throw new Error(`Not sent: ${JSON.stringify(sent.body)}`);
  }
});

function today(timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date());
}

function text(at: Date): string {
  return at.toISOString().replace('T', ' ').replace('Z', '');
}
