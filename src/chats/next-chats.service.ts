import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import type { ChatDetail, TakeNext } from '../contract/chats.dto';
import { requirePermission, type StaffActor } from '../core/actor';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { AgentChats } from './agent-chats.service';
import { AgentSeats } from './agent-seats.service';
import { Chat } from './chat.entity';
import { ChatReader } from './chat-reader.service';
import { onlyWithin, QUEUE_ORDER } from './chat-scope';
import { begin } from './chat-transitions.service';

/** How often a chat that somebody else was about to get may slip away before the answer is that there is none. */
const MAX_TRIES = 5;

/** The server decides which chat is next. */
@Injectable()
export class NextChats {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly seats: AgentSeats,
    private readonly chats: AgentChats,
    private readonly reader: ChatReader,
  ) {}

  /** The first in the queues this agent serves; null when nobody waits there. */
  async take(actor: StaffActor, input: TakeNext): Promise<ChatDetail | null> {
    requirePermission(actor, 'chats:take');
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const chat = await this.unitOfWork.run((tx) => this.takeFirst(tx, actor, input));
      if (chat) return this.reader.detailOf(actor, chat);
      if (!(await this.waiting(this.dataSource.manager, actor, input).getExists())) return null;
    }
    return null;
  }

  /** What other agents are taking at this moment is passed over rather than waited for. */
  private async takeFirst(tx: Tx, actor: StaffActor, input: TakeNext): Promise<Chat | null> {
    await this.seats.lock(tx, actor.id);
    const query = this.waiting(tx.manager, actor, input).limit(1);
    for (const { column, direction } of QUEUE_ORDER) query.addOrderBy(column, direction);
    // The one writer of an SQLite file has no one to pass over.
    const isSqlite = tx.manager.connection.options.type === 'better-sqlite3';
    if (!isSqlite) query.setLock('pessimistic_write').setOnLocked('skip_locked');
    const chat = await query.getOne();
    if (!chat) return null;

    await this.chats.give(tx, actor, begin(chat));
    return chat;
  }

  private waiting(manager: EntityManager, actor: StaffActor, { teamId }: TakeNext): SelectQueryBuilder<Chat> {
    const query = manager.createQueryBuilder(Chat, 'chat').where("chat.status = 'waiting'");
    if (teamId) query.andWhere('chat.teamId = :teamId', { teamId });
    return onlyWithin(query, actor, 'chats:take');
  }
}
