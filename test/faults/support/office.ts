import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ShopView } from '../../../src/contract/shops.dto';
import type { CustomerTicketView } from '../../../src/contract/tickets.dto';
import type { Employee, Visitor } from '../../support/build';
import type { Cluster, ServerProcess } from '../../support/cluster';

/** What was asked of the office, and what came of it. */
type Deed = (office: Office) => Promise<void>;

interface Filed {
  id: string;
  number: number;
}

const DEEDS: readonly Deed[] = [
  (office) => office.file(),
  (office) => office.file(),
  (office) => office.claim(),
  (office) => office.write(),
  (office) => office.look('/tickets'),
  (office) => office.look('/chats'),
];

/**
 * People who work over HTTP while something happens, through a balancer: it sends nothing to a server that has been
 * taken out, and lets what runs there come to its end.
 */
export class Office {
  readonly statuses = new Map<number, number>();
  /** What went wrong: server errors, and connections that broke off. */
  readonly failures: string[] = [];
  readonly filed: Filed[] = [];
  private readonly written = new Map<string, string>();
  private readonly out = new Set<ServerProcess>();
  private readonly running = new Map<ServerProcess, Set<Promise<unknown>>>();
  private isOpen = true;
  private turn = 0;
  private working: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly cluster: Cluster,
    private readonly shop: ShopView,
    private readonly agent: Employee,
    private readonly customer: Visitor,
  ) {}

  static async open(cluster: Cluster, workers = 3, pauseMs = 20): Promise<Office> {
    const shop = await cluster.build.shop();
    const agent = await cluster.build.agent({ shopId: shop.id, ticketCapacity: 1000 });
    const office = new Office(cluster, shop, agent, await cluster.build.visitor(shop));
    office.working = Promise.all(
      Array.from({ length: workers }, async (_, worker) => {
        for (let count = worker; office.isOpen; count += 1) {
          await DEEDS[count % DEEDS.length]?.(office);
          await pause(pauseMs);
        }
      }),
    );
    return office;
  }

  /** Nothing new goes there; resolves once everything there is answered. */
  async takeOut(server: ServerProcess): Promise<void> {
    this.out.add(server);
    await Promise.all([...(this.running.get(server) ?? [])]);
  }

  putBack(server: ServerProcess): void {
    this.out.delete(server);
  }

  /** Closes, and answers in what the database differs from what people were told. */
  async close(): Promise<string[]> {
    this.isOpen = false;
    await this.working;
    const found = [...this.failures];
    const tickets = await this.cluster.rows<Filed>('SELECT id, number FROM tickets WHERE shopId = ? ORDER BY number', [
      this.shop.id,
    ]);
    if (tickets.some(({ number }, index) => number !== index + 1)) found.push('ticket numbers have a gap or one twice');
    for (const { id, number } of this.filed) {
      if (tickets[number - 1]?.id !== id) found.push(`ticket ${number} was filed and is not there`);
    }
    const messages = await this.cluster.rows<{ clientId: string; id: string }>(
      'SELECT clientId, id FROM messages WHERE authorId = ?',
      [this.agent.id],
    );
    for (const [clientId, id] of this.written) {
      const kept = messages.filter((message) => message.clientId === clientId).map((message) => message.id);
      if (kept.length !== 1 || kept[0] !== id) found.push(`message ${clientId} is stored ${kept.length} times`);
    }
    return found;
  }

  async file(): Promise<void> {
    const input = {
      clientId: randomUUID(),
      title: 'The lamp flickers',
      description: 'Since yesterday, in both positions of the switch.',
      shopId: this.shop.id,
      customerId: this.customer.id,
    };
    const made = await this.ask<CustomerTicketView>('POST', '/tickets', input);
    if (made) this.filed.push({ id: made.id, number: made.number });
  }

  async claim(): Promise<void> {
    const ticket = this.filed.at(-1);
    if (ticket) await this.ask('POST', `/tickets/${ticket.id}/claim`);
  }

  async write(): Promise<void> {
    const ticket = this.filed.at(-1);
    if (!ticket) return;
    const detail = await this.ask<{ conversationId: string }>('GET', `/tickets/${ticket.id}`);
    if (!detail) return;
    const clientId = randomUUID();
    const path = `/conversations/${detail.conversationId}/messages`;
    const made = await this.ask<{ id: string }>('POST', path, { clientId, body: 'We are looking into it.' });
    if (made) this.written.set(clientId, made.id);
  }

  async look(path: string): Promise<void> {
    await this.ask('GET', path);
  }

  /** The answer when it was a success. */
  private async ask<T>(method: string, path: string, body?: object): Promise<T | undefined> {
    const open = this.cluster.servers.filter((server) => !this.out.has(server));
    this.turn += 1;
    const server = open[this.turn % open.length];
    if (!server) throw new Error('No server is left');
    const asking = this.cluster
      .at(this.cluster.servers.indexOf(server), this.agent)
      .send<T>(method, path, body)
      .then(
        ({ status, body: answer }) => {
          this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
          if (status >= 500) this.failures.push(`${method} ${path} → ${status} ${JSON.stringify(answer)}`);
          return status < 300 ? answer : undefined;
        },
        (error: unknown) => {
          this.failures.push(`${method} ${path} → ${String(error)}`);
          return undefined;
        },
      );
    const here = this.running.get(server) ?? new Set();
    this.running.set(server, here.add(asking));
    const answer = await asking;
    here.delete(asking);
    return answer;
  }
}
