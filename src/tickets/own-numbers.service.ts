import { Injectable } from '@nestjs/common';
import { DataSource, type FindOptionsWhere, In, IsNull, MoreThanOrEqual, Not } from 'typeorm';
import { Chat } from '../chats/chat.entity';
import type { OwnChatNumbers, OwnNumbers, OwnTicketNumbers } from '../contract/own-work.dto';
import type { TicketSlaState } from '../contract/tickets.dto';
import { Message } from '../conversations/message.entity';
import type { StaffActor } from '../core/actor';
import { firstIdAt } from '../core/ids';
import { dayIn, startOfDay } from '../core/local-time';
import { Clock } from '../database/clock';
import { StoredEvent } from '../database/stored-event.entity';
import { ShopsService } from '../shops/shops.service';
import { Ticket } from './ticket.entity';
import { slaStateOf } from './ticket-sla-state';

/** What is counted, and by what else somebody comes to a ticket or leaves it. */
const STEPS = [
  'ticket.claimed',
  'ticket.closed',
  'ticket.answered',
  'ticket.released',
  'ticket.declined',
  'ticket.transferred',
  'ticket.assigned',
  'ticket.reopened',
  'chat.taken',
  'chat.closed',
] as const;
type Step = (typeof STEPS)[number];

/** The tickets or chats with which the person did that today. */
type Done = (...steps: Step[]) => string[];

/** More than anybody holds or moves in a day. */
const MOST = 1000;

/** Ids are made by the servers' clocks and times by the database's. */
const CLOCKS_DIFFER = 600_000;

/** What somebody did today. The trail says it, by who did it, so that nothing here reads the doings of others. */
@Injectable()
export class OwnNumbersService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly shops: ShopsService,
  ) {}

  async of(actor: StaffActor): Promise<OwnNumbers> {
    const now = this.clock.now();
    const timeZone = actor.shopId ? (await this.shops.byId(actor.shopId)).timeZone : 'UTC';
    const since = startOfDay(timeZone, now);
    const done = await this.doneSince(actor, since);
    const [tickets, chats] = await Promise.all([this.ticketsOf(actor, done, since, now), this.chatsOf(done)]);
    return { date: dayIn(timeZone, now), timeZone, tickets, chats };
  }

  private async ticketsOf(actor: StaffActor, done: Done, since: Date, now: Date): Promise<OwnTicketNumbers> {
    const held = await this.tickets.find({
      where: { assigneeId: actor.id, status: In(['in_progress', 'on_hold']) },
      order: { createdAt: 'ASC', id: 'ASC' },
      take: MOST,
    });
    const states = held.map((ticket) => slaStateOf(ticket, now));
    const counted = (state: TicketSlaState) => states.filter((other) => other === state).length;
    const answered = await this.tickets.findBy({ id: In(done('ticket.answered')), firstResponseAt: Not(IsNull()) });
    return {
      claimed: done('ticket.claimed').length,
      closed: done('ticket.closed').length,
      replies: await this.repliesOf(actor, held, done, since),
      open: held.length,
      onHold: held.filter(({ status }) => status === 'on_hold').length,
      atRisk: counted('atRisk'),
      breached: counted('breached'),
      firstResponseSeconds: averageSeconds(answered.map((it) => [it.createdAt, it.firstResponseAt])),
    };
  }

  private async chatsOf(done: Done): Promise<OwnChatNumbers> {
    const taken = done('chat.taken');
    const answered = await this.dataSource.getRepository(Chat).findBy({ id: In(taken), answeredAt: Not(IsNull()) });
    return {
      taken: taken.length,
      closed: done('chat.closed').length,
      firstResponseSeconds: averageSeconds(answered.map((it) => [it.startedAt, it.answeredAt])),
    };
  }

  /** Messages are not kept by author, so they are counted in the conversations in which this person can have written. */
  private async repliesOf(actor: StaffActor, held: readonly Ticket[], done: Done, since: Date): Promise<number> {
    const touched = await this.find([{ id: In(done(...STEPS)) }]);
    const lost = await this.find(this.lostSince(actor, since));
    const conversations = new Set([...held, ...touched, ...lost].map(({ conversationId }) => conversationId));
    return this.dataSource.getRepository(Message).countBy({
      conversationId: In([...conversations]),
      authorId: actor.id,
      kind: 'text',
      visibility: 'public',
      createdAt: MoreThanOrEqual(since),
    });
  }

  /** What others closed, or passed on to somebody else, today. */
  private lostSince({ id, shopId }: StaffActor, since: Date): FindOptionsWhere<Ticket>[] {
    const changed = { ...(shopId ? { shopId } : {}), updatedAt: MoreThanOrEqual(since) };
    return [
      { ...changed, assigneeId: id },
      { ...changed, previousAssigneeId: id },
    ];
  }

  /** Merged ones have their messages in the one that stayed. */
  private find(where: FindOptionsWhere<Ticket>[]): Promise<Ticket[]> {
    return this.tickets.find({
      select: { id: true, conversationId: true },
      where: where.map((it) => ({ ...it, mergedIntoId: IsNull() })),
      order: { updatedAt: 'DESC', id: 'DESC' },
      take: MOST,
    });
  }

  private async doneSince(actor: StaffActor, since: Date): Promise<Done> {
    const events = await this.dataSource.getRepository(StoredEvent).find({
      select: { id: true, name: true, subjectId: true },
      where: {
        actorId: actor.id,
        id: MoreThanOrEqual(firstIdAt(new Date(since.getTime() - CLOCKS_DIFFER))),
        at: MoreThanOrEqual(since),
        name: In([...STEPS]),
      },
      order: { id: 'ASC' },
      take: MOST * STEPS.length,
    });
    return (...steps) => {
      const asked: readonly string[] = steps;
      return [...new Set(events.filter(({ name }) => asked.includes(name)).map(({ subjectId }) => subjectId))];
    };
  }

  private get tickets() {
    return this.dataSource.getRepository(Ticket);
  }
}

function averageSeconds(spans: readonly [Date, Date | null][]): number | null {
  const seconds = spans.flatMap(([from, to]) => (to ? [(to.getTime() - from.getTime()) / 1000] : []));
  return seconds.length > 0 ? Math.round(seconds.reduce((sum, it) => sum + it, 0) / seconds.length) : null;
}
