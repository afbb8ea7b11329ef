import { Injectable } from '@nestjs/common';
import { DataSource, In, type SelectQueryBuilder } from 'typeorm';
import type { ChatDetail, TakeNext } from '../contract/chats.dto';
import { requirePermission, type StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { Gathered } from '../core/gathered';
import { plainRows } from '../core/plain-rows';
import { isSqlite } from '../database/prepared';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { AgentChats } from './agent-chats.service';
import { AgentSeats, noSeat } from './agent-seats.service';
import { Chat } from './chat.entity';
import { ChatDecline } from './chat-decline.entity';
import { ChatReader } from './chat-reader.service';
import { onlyReached, QUEUE_ORDER, withoutDeclined } from './chat-scope';
import { begin, ChatTransitions, type Taking } from './chat-transitions.service';
import { Offer } from './offer.entity';

/** How often a chat that somebody else was about to get may slip away before the answer is that there is none. */
const MAX_TRIES = 5;

interface Asked {
  actor: StaffActor;
  input: TakeNext;
}

type Answer = { chat: Chat | null } | { refusal: AppError };

/**
 * The server decides which chat is next. Agents who ask while others are being served are served together: one
 * transaction gives each of them a chat, and costs about as much as giving one.
 */
@Injectable()
export class NextChats {
  private readonly givings = new Gathered((asked: Asked[]) => this.serve(asked));

  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly seats: AgentSeats,
    private readonly chats: AgentChats,
    private readonly transitions: ChatTransitions,
    private readonly reader: ChatReader,
  ) {}

  /** The first in the queues this agent serves; null when nobody waits there. */
  async take(actor: StaffActor, input: TakeNext): Promise<ChatDetail | null> {
    requirePermission(actor, 'chats:take');
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const answer = await this.givings.ask({ actor, input });
      if ('refusal' in answer) throw answer.refusal;
      if (answer.chat) return this.reader.detailOf(actor, answer.chat);
      const query = this.dataSource.manager.createQueryBuilder(Chat, 'chat');
      if (!(await withoutDeclined(waiting(query, { actor, input }), actor.id).getExists())) return null;
    }
    return null;
  }

  /** Each agent once: who asks twice at the same moment is served again after the others. */
  private async serve(asked: readonly Asked[]): Promise<Answer[]> {
    const answers = new Map<Asked, Answer>();
    for (let left = asked; left.length > 0; left = left.filter((one) => !answers.has(one))) {
      const round = [...new Map(left.map((one) => [one.actor.id, one])).values()];
      const given = await this.unitOfWork.run((tx) => this.giveAll(tx, round));
      for (const one of round) answers.set(one, given.get(one) ?? { chat: null });
    }
    return asked.flatMap((one) => answers.get(one) ?? []);
  }

  private async giveAll(tx: Tx, asked: readonly Asked[]): Promise<Map<Asked, Answer>> {
    const agentIds = asked.map(({ actor }) => actor.id);
    await this.seats.lockAll(tx, agentIds);
    const seats = await this.seats.freeOf(tx, agentIds);
    const answers = new Map<Asked, Answer>();
    for (const one of asked) {
      const seat = seats.get(one.actor.id);
      if (!seat) answers.set(one, { refusal: AppError.notFound('agent') });
      else if (seat.load >= seat.capacity) answers.set(one, { refusal: noSeat(seat) });
    }

    const takings = await this.choose(
      tx,
      asked.filter((one) => !answers.has(one)),
    );
    await this.hand(tx, [...takings.values()]);
    for (const [one, { chat }] of takings) answers.set(one, { chat });
    return answers;
  }

  /** The first chats of each queue, locked, to those who serve it, in the order in which they asked. */
  private async choose(tx: Tx, asked: readonly Asked[]): Promise<Map<Asked, Taking>> {
    const takings = new Map<Asked, Taking>();
    const taken = new Set<string>();
    const give = (one: Asked, chat: Chat) => {
      takings.set(one, { actor: one.actor, chat });
      taken.add(chat.id);
    };
    for (const group of groupedByQueue(asked)) {
      const [first] = group;
      if (!first) continue;
      const chats = await this.lockFirst(tx, waiting(this.among(tx, taken), first), group.length);
      const declines = await this.declinesOf(tx, group, chats);
      for (const one of group) {
        const isFor = ({ id }: Chat) => !taken.has(id) && !declines.has(`${id} ${one.actor.id}`);
        const chat = chats.find(isFor);
        if (chat) give(one, chat);
        else if (chats.length > 0) {
          const own = withoutDeclined(waiting(this.among(tx, taken), one), one.actor.id);
          for (const further of await this.lockFirst(tx, own, 1)) give(one, further);
        }
      }
    }
    return takings;
  }

  /** What is on offer to somebody takes the way of a single chat, which ends the offer. */
  private async hand(tx: Tx, takings: readonly Taking[]): Promise<void> {
    if (takings.length === 0) return;
    const ids = takings.map(({ chat }) => chat.id);
    const offers = await tx.manager.find(Offer, { where: { pendingChatId: In(ids) }, take: ids.length });
    const offered = new Set(offers.map(({ chatId }) => chatId));
    for (const { actor, chat } of takings) if (offered.has(chat.id)) await this.chats.give(tx, actor, begin(chat));
    const others = takings.filter(({ chat }) => !offered.has(chat.id));
    if (others.length > 0) await this.transitions.takeAll(tx, others);
  }

  private among(tx: Tx, taken: ReadonlySet<string>): SelectQueryBuilder<Chat> {
    const query = tx.manager.createQueryBuilder(Chat, 'chat');
    return taken.size > 0 ? query.andWhere('chat.id NOT IN (:...taken)', { taken: [...taken] }) : query;
  }

  /** What other servers are giving away at this moment is passed over rather than waited for. */
  private lockFirst(tx: Tx, query: SelectQueryBuilder<Chat>, count: number): Promise<Chat[]> {
    for (const { column, direction } of QUEUE_ORDER) query.addOrderBy(column, direction);
    // The one writer of an SQLite file has no one to pass over.
    if (!isSqlite(tx.manager)) query.setLock('pessimistic_write').setOnLocked('skip_locked');
    return plainRows(query.limit(count));
  }

  private async declinesOf(tx: Tx, asked: readonly Asked[], chats: readonly Chat[]): Promise<Set<string>> {
    if (chats.length === 0) return new Set();
    const where = { chatId: In(chats.map(({ id }) => id)), agentId: In(asked.map(({ actor }) => actor.id)) };
    const take = chats.length * asked.length;
    const declines = await tx.manager.find(ChatDecline, { select: { chatId: true, agentId: true }, where, take });
    return new Set(declines.map(({ chatId, agentId }) => `${chatId} ${agentId}`));
  }
}

/** Who may take from the same queues is served from the same rows. */
function groupedByQueue(asked: readonly Asked[]): Asked[][] {
  const groups = new Map<string, Asked[]>();
  for (const one of asked) {
    const { shopId, teamIds, grants } = one.actor;
    const key = JSON.stringify([shopId, grants.get('chats:take'), [...teamIds].sort(), one.input.teamId]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function waiting(query: SelectQueryBuilder<Chat>, { actor, input: { teamId } }: Asked): SelectQueryBuilder<Chat> {
  query.andWhere("chat.status = 'waiting'");
  if (teamId) query.andWhere('chat.teamId = :teamId', { teamId });
  return onlyReached(query, actor, 'chats:take');
}
