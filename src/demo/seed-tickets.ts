import type { DataSource, EntityManager } from 'typeorm';
import type { SystemEntry } from '../contract/conversations.dto';
import { TICKET_PRIORITIES, type TicketSource } from '../contract/tickets.dto';
import { Conversation } from '../conversations/conversation.entity';
import { Message } from '../conversations/message.entity';
import type { Actor } from '../core/actor';
import { newId } from '../core/ids';
import { Customer } from '../customers/customer.entity';
import { StoredEvent } from '../database/stored-event.entity';
import { changes } from '../database/unit-of-work';
import { Review } from '../reviews/review.entity';
import { Shop } from '../shops/shop.entity';
import { rulesOf, type ShopRules } from '../sla/ticket-promises.service';
import { tell, wind } from '../sla/ticket-sla';
import { newTicket } from '../tickets/new-ticket';
import { Ticket } from '../tickets/ticket.entity';
import { snapshotOf } from '../tickets/ticket-snapshot';
import { SteadyRandom } from './random';
import { REVIEW_COMMENTS } from './scripts';
import { TICKET_SCRIPTS, type TicketScript } from './ticket-scripts';

const DAYS = 35;
const TICKETS = 70;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SOURCES: readonly TicketSource[] = ['portal', 'portal', 'offline', 'staff', 'api'];

interface Past {
  shopId: string;
  teamIds: readonly string[];
  agentIds: readonly string[];
  /** The same seed gives the same past. */
  seed: number;
  now: Date;
}

type By = Pick<Actor, 'kind' | 'id'>;

/** Writes five weeks of tickets, as if they had been filed and worked on: most closed, some waiting for the visitor. */
export async function seedTickets(dataSource: DataSource, past: Past): Promise<void> {
  const random = new SteadyRandom(past.seed + 1000);
  await dataSource.transaction(async (manager) => {
    const customers = await manager.find(Customer, {
      where: { shopId: past.shopId },
      order: { emailKey: 'ASC' },
      take: 100,
    });
    const names = await namesOf(manager, past.agentIds);
    const rules = await rulesOf({ manager }, past.shopId);
    const starts = Array.from({ length: TICKETS }, (_, index) => startOf(past.now, index, random)).sort(
      (one, other) => one.getTime() - other.getTime(),
    );
    for (const [index, createdAt] of starts.entries()) {
      const customer = random.pick(customers);
      const story = new Story(past, random, customer, names, { createdAt, number: index + 1, rules });
      await story.write(manager);
    }
    await manager.update(Shop, { id: past.shopId }, { lastTicketNumber: TICKETS });
  });
}

/** The last tickets are of today and yesterday, the others of the weeks before. */
function startOf(now: Date, index: number, random: SteadyRandom): Date {
  if (index < 8) return new Date(now.getTime() - random.between(20, 30 * 60) * MINUTE);
  const day = new Date(now.getTime() - random.between(2, DAYS) * 24 * HOUR);
  day.setUTCHours(random.between(7, 19), random.between(0, 59), random.between(0, 59), 0);
  return day;
}

async function namesOf(manager: EntityManager, ids: readonly string[]): Promise<Map<string, string>> {
  const marks = ids.map(() => '?').join(', ');
  const rows: { id: string; firstName: string }[] = await manager.query(
    `SELECT id, firstName FROM employees WHERE id IN (${marks})`,
    [...ids],
  );
  return new Map(rows.map(({ id, firstName }) => [id, firstName]));
}

/** One ticket, from its filing to where it is now. */
class Story {
  private readonly ticket: Ticket;
  private readonly script: TicketScript;
  private readonly messages: Partial<Message>[] = [];
  private readonly events: Partial<StoredEvent>[] = [];
  private at: Date;

  constructor(
    private readonly past: Past,
    private readonly random: SteadyRandom,
    private readonly customer: Customer,
    private readonly names: ReadonlyMap<string, string>,
    private readonly begun: { createdAt: Date; number: number; rules: ShopRules },
  ) {
    this.script = random.pick(TICKET_SCRIPTS);
    this.at = begun.createdAt;
    const { title, asks, category } = this.script;
    this.ticket = newTicket(
      {
        ...{ shopId: past.shopId, customer, title, description: asks, category, source: random.pick(SOURCES) },
        ...{ teamId: random.pick(past.teamIds), contactEmail: customer.email, contactPhone: customer.phone },
        priority: random.next() < 0.7 ? 'normal' : random.pick(TICKET_PRIORITIES),
        tags: random.next() < 0.2 ? ['vip'] : [],
      },
      { kind: 'customer', id: customer.id },
      { number: begun.number, conversationId: newId(), country: null },
      begun.createdAt,
    );
  }

  async write(manager: EntityManager): Promise<void> {
    this.tell();
    const { rules } = this.begun;
    wind(this.ticket, rules.targetsOf(this.ticket), rules.time, this.past.now);
    tell(this.ticket, this.past.now);
    const isClosed = this.ticket.status === 'closed';
    const last = this.messages.at(-1);
    await manager.insert(Conversation, {
      ...{ id: this.ticket.conversationId, shopId: this.past.shopId, customerId: this.customer.id, kind: 'ticket' },
      ...{ holderId: isClosed ? null : this.ticket.assigneeId, teamId: this.ticket.teamId, isClosed },
      ...{ lastSeq: this.messages.length, lastPublicSeq: this.messages.length },
      lastTextSeq: this.messages.filter(({ kind }) => kind === 'text').at(-1)?.seq ?? 0,
      lastMessageAt: last?.createdAt ?? null,
      awaitingSince: isClosed || this.ticket.firstResponseAt ? null : this.begun.createdAt,
      sleepingSince: this.ticket.pausedSince,
      createdAt: this.begun.createdAt,
    });
    await manager.insert(Message, this.messages);
    await manager.insert(Ticket, this.ticket);
    await manager.insert(StoredEvent, this.events);
    if (isClosed && this.random.next() < 0.5) await this.rate(manager);
  }

  private tell(): void {
    const { ticket, random, past, customer } = this;
    const asked: By = { kind: 'customer', id: customer.id };
    this.note('ticket.created', asked, {}, { by: customer.name, number: ticket.number, byKind: 'customer' });
    this.say(asked, this.script.asks);
    const age = past.now.getTime() - this.begun.createdAt.getTime();
    // Of the newest some are nobody's yet.
    if (age < 31 * HOUR && random.next() < 0.6) return;
    const agentId = random.pick(past.agentIds);
    const by: By = { kind: 'employee', id: agentId };
    if (!this.later(random.between(5, 300))) return;
    this.change('ticket.claimed', by, () => ticket.claim(agentId, this.at));
    if (random.next() < 0.1 || !this.later(random.between(2, 90))) return;
    this.change('ticket.answered', by, () => Object.assign(ticket, { firstResponseAt: this.at }), false);
    this.say(by, this.script.answer);
    const isHeld = random.next() < 0.12;
    if (isHeld) this.change('ticket.held', by, () => ticket.hold(this.at));
    // Some take longer than was promised.
    if (isHeld || (age < 5 * 24 * HOUR && random.next() < 0.4)) return;
    if (!this.later(random.between(30, random.next() < 0.2 ? 9000 : 2400))) return;
    this.change('ticket.closed', by, () => ticket.close(by, 'Solved', this.at));
  }

  /** Some minutes on, unless that were still to come. */
  private later(minutes: number): boolean {
    const at = new Date(this.at.getTime() + minutes * MINUTE);
    if (at >= this.past.now) return false;
    this.at = at;
    return true;
  }

  private change(name: string, by: By, step: () => void, isTold = true): void {
    const was = snapshotOf(this.ticket);
    step();
    this.ticket.version += 1;
    this.ticket.updatedAt = this.at;
    const told = isTold ? { by: this.names.get(by.id ?? '') ?? '', byKind: by.kind } : null;
    this.note(name, by, was, told);
  }

  private note(name: string, by: By, was: Record<string, unknown>, told: SystemEntry['data'] | null): void {
    const { before, after } = changes(was, snapshotOf(this.ticket));
    const isFirst = name === 'ticket.created';
    this.events.push({
      ...{ id: newId(), shopId: this.past.shopId, name, actorKind: by.kind, actorId: by.id },
      ...{ subjectKind: 'ticket', subjectId: this.ticket.id, toStatus: this.ticket.status, after, at: this.at },
      ...{ fromStatus: isFirst ? null : String(was.status), before: isFirst ? null : before },
    });
    if (told)
      this.append({ kind: 'system', authorKind: 'system', authorId: null, body: '' }, { type: name, data: told });
  }

  private say({ kind, id }: By, body: string): void {
    this.append({ kind: 'text', authorKind: kind, authorId: id, body }, null);
  }

  private append(said: Partial<Message>, system: object | null): void {
    const seq = this.messages.length + 1;
    const entry = { ...said, system, seq, publicSeq: seq, visibility: 'public', clientId: null, createdAt: this.at };
    this.messages.push({ ...entry, id: newId(), conversationId: this.ticket.conversationId } as Partial<Message>);
  }

  private async rate(manager: EntityManager): Promise<void> {
    const rating = this.random.pick([5, 5, 5, 4, 4, 3, 2]);
    await manager.insert(Review, {
      ...{ id: newId(), chatId: null, ticketId: this.ticket.id, conversationId: this.ticket.conversationId },
      ...{ customerId: this.customer.id, agentId: this.ticket.assigneeId, rating },
      comment: rating > 3 && this.random.next() < 0.5 ? this.random.pick(REVIEW_COMMENTS) : '',
      ...{ createdAt: this.at, updatedAt: this.at },
    });
  }
}
