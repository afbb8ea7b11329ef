import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ShopView } from '../../src/contract/shops.dto';
import type { CustomerTicketView, TicketDetail } from '../../src/contract/tickets.dto';
import type { Person, Visitor } from '../support/build';
import { Cluster } from '../support/cluster';

describe('tickets on two servers', () => {
  let cluster: Cluster;
  let shop: ShopView;

  beforeAll(async () => {
    cluster = await Cluster.start();
    shop = await cluster.build.shop();
  });

  afterAll(() => cluster.stop());

  it('are seen and heard on both', async () => {
    const [mira, devi] = [await agent(), await agent()];
    const visitor = await cluster.build.visitor(shop);
    const [desk, other] = [await cluster.at(0, mira).connect(), await cluster.at(1, devi).connect()];
    for (const socket of [desk, other]) await socket.get('tickets:watch', {});
    const portal = await cluster.at(0, visitor).connect();

    const { id, number } = await file(1, visitor);
    expect(await desk.hears('ticket:changed', (ticket) => ticket.id === id)).toMatchObject({ number, status: 'open' });
    await cluster.at(1, devi).post(`/tickets/${id}/claim`);

    await desk.hears('ticket:changed', (ticket) => ticket.id === id && ticket.status === 'in_progress');
    await portal.hears('ticket:changed', (ticket) => ticket.id === id && ticket.status === 'in_progress');
    await cluster.at(0, devi).post(`/tickets/${id}/decline`, {});
    await other.hears('ticket:gone', ({ ticketId }) => ticketId === id);
    await desk.hears('ticket:changed', (ticket) => ticket.id === id && ticket.version > 2);
    expect(desk.all('ticket:gone')).toEqual([]);
  });

  it('have a number each, without gaps, wherever they are filed', async () => {
    const fresh = await cluster.build.shop();
    const people = await Promise.all(Array.from({ length: 10 }, () => cluster.build.visitor(fresh)));

    const filed = await Promise.all([...people, ...people, ...people].map((person, index) => file(index % 2, person)));

    const numbers = filed.map(({ number }) => number).sort((one, other) => one - other);
    expect(numbers).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  it('go each to one of 20 agents who all want it', async () => {
    const agents = await Promise.all(Array.from({ length: 20 }, agent));
    const visitor = await cluster.build.visitor(shop);
    const tickets: CustomerTicketView[] = [];
    for (let count = 0; count < 30; count++) tickets.push(await file(count % 2, visitor));

    const won: { ticket: string; agent: string }[] = [];
    const refusals: string[] = [];
    await Promise.all(
      agents.map(async (who, index) => {
        for (const { id } of tickets) {
          const { status, body } = await cluster
            .at(index, who)
            .post<TicketDetail & { code: string }>(`/tickets/${id}/claim`);
          if (status === 200) won.push({ ticket: id, agent: who.id });
          else refusals.push(body.code);
        }
      }),
    );

    expect(won.map(({ ticket }) => ticket).sort()).toEqual(tickets.map(({ id }) => id).sort());
    expect([...new Set(refusals)]).toEqual(['ALREADY_TAKEN']);
    const held = await cluster.rows<{ id: string; assigneeId: string }>(
      "SELECT id, assigneeId FROM tickets WHERE status = 'in_progress'",
    );
    for (const { ticket, agent: winner } of won) expect(held.find(({ id }) => id === ticket)?.assigneeId).toBe(winner);
  });

  it('are found all the same while Redis is gone', async () => {
    const mira = await agent();
    const visitor = await cluster.build.visitor(shop);
    const desk = await cluster.at(0, mira).connect();
    await desk.get('tickets:watch', {});
    await cluster.redis.kill();
    try {
      await pause(300);
      const { id } = await file(1, visitor);
      await desk.hears('ticket:changed', (ticket) => ticket.id === id, 3000);
    } finally {
      await cluster.redis.start();
    }
  });

  function agent() {
    return cluster.build.agent({ shopId: shop.id });
  }

  async function file(server: number, person: Visitor | Person): Promise<CustomerTicketView> {
    const { status, body } = await cluster.at(server, person).post<CustomerTicketView>('/my/tickets', {
      ...{ clientId: randomUUID(), title: 'Cannot pay', description: 'My card is refused each time.' },
    });
    if (status >= 300) throw new Error(`Not filed: ${JSON.stringify(body)}`);
    return body;
  }
});
