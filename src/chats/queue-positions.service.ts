import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import type { QueuePosition } from '../contract/chats.dto';
import { LIMITS } from '../contract/limits';
import { databaseTime } from '../core/paging';
import { Clock } from '../database/clock';
import { AgentSeats } from './agent-seats.service';
import { Chat } from './chat.entity';
import { QUEUE_ORDER } from './chat-scope';
import { Colleagues } from './colleagues.service';
import { estimateWait } from './queue-estimate';

/** The chats of one queue: those of a team, or those of a shop that no team has been chosen for. */
type Queue = Pick<Chat, 'shopId' | 'teamId'>;

const RECENT_MS = 2 * 3_600_000;
const RECENT_CHATS = 30;

/** Where waiting customers stand and how long it may still take. */
@Injectable()
export class QueuePositions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly colleagues: Colleagues,
    private readonly seats: AgentSeats,
  ) {}

  /** Null when the chat does not wait. */
  async of(chatId: string): Promise<QueuePosition | null> {
    const chat = await this.dataSource.getRepository(Chat).findOneBy({ id: chatId, status: 'waiting' });
    if (!chat) return null;
    const { queueOrder, id } = chat;
    const ahead = await this.waiting(chat)
      .andWhere(
        '(chat.queueOrder < :queueOrder OR (chat.queueOrder = :queueOrder AND (chat.queuedAt < :queuedAt OR (chat.queuedAt = :queuedAt AND chat.id < :id))))',
        { queueOrder, queuedAt: databaseTime(chat.queuedAt), id },
      )
      .getCount();
    const estimate = await this.estimates(chat);
    return { chatId, position: ahead + 1, estimate: estimate(ahead + 1) };
  }

  /** Those who wait, in the order of the queue, each with what they are to be told. */
  async waitingOf(shopId: string, teamId: string | null): Promise<{ customerId: string; position: QueuePosition }[]> {
    const query = this.waiting({ shopId, teamId }).select(['chat.id', 'chat.customerId']);
    for (const { column, direction } of QUEUE_ORDER) query.addOrderBy(column, direction);
    const chats = await query.limit(LIMITS.queueSnapshot).getMany();
    const estimate = chats.length > 0 ? await this.estimates({ shopId, teamId }) : () => null;
    return chats.map(({ id, customerId }, index) => ({
      customerId,
      position: { chatId: id, position: index + 1, estimate: estimate(index + 1) },
    }));
  }

  private waiting({ shopId, teamId }: Queue): SelectQueryBuilder<Chat> {
    const query = this.dataSource
      .getRepository(Chat)
      .createQueryBuilder('chat')
      .where("chat.shopId = :shopId AND chat.status = 'waiting'", { shopId });
    return teamId ? query.andWhere('chat.teamId = :teamId', { teamId }) : query.andWhere('chat.teamId IS NULL');
  }

  /** From the queue's pace of late; nothing is promised while nobody is there to keep it. */
  private async estimates(queue: Queue): Promise<(position: number) => QueuePosition['estimate']> {
    if (!(await this.isAttended(queue))) return () => null;
    const now = this.clock.now();
    const taken = await this.dataSource
      .getRepository(Chat)
      .createQueryBuilder('chat')
      .select(['chat.id', 'chat.takenAt'])
      .where('chat.shopId = :shopId AND chat.takenAt > :since', {
        shopId: queue.shopId,
        since: databaseTime(new Date(now.getTime() - RECENT_MS)),
      })
      .andWhere(queue.teamId ? 'chat.teamId = :teamId' : 'chat.teamId IS NULL', { teamId: queue.teamId })
      .orderBy('chat.takenAt', 'DESC')
      .limit(RECENT_CHATS)
      .getMany();
    const takenAt = taken.map((chat) => chat.takenAt).filter((at) => at !== null);
    return (position) => estimateWait(position, takenAt, now);
  }

  private async isAttended({ shopId, teamId }: Queue): Promise<boolean> {
    const agents = teamId ? await this.colleagues.ofTeam(teamId) : await this.colleagues.ofShop(shopId);
    const states = await this.seats.statesOf(agents.map(({ id }) => id));
    const now = this.clock.now();
    return [...states.values()].some((state) => state.presence === 'available' && state.isConnected(now));
  }
}
