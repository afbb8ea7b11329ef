import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { log } from '../core/log';
import { databaseTime } from '../core/paging';
import { Clock } from '../database/clock';
import { DomainEvents } from '../database/domain-events';
import { Chat } from './chat.entity';

const WEEK = 7 * 86_400_000;
const RECENT = 500;
const REMEMBERED = 10_000;

/** How soon customers get their first answer. */
@Injectable()
export class AnswerTimes {
  /** Conversations whose first answer is noted, so that later ones cost nothing. */
  private readonly answered = new Set<string>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    events: DomainEvents,
  ) {
    events.subscribeToMessages(({ conversationId, messages }) => {
      const answer = messages.find(({ author, visibility }) => author.kind === 'employee' && visibility === 'public');
      if (answer && !this.answered.has(conversationId)) this.note(conversationId, new Date(answer.createdAt));
    });
  }

  /** The median over the last week, in seconds; null when there was none. */
  async typicalSeconds(shopId: string): Promise<number | null> {
    const since = new Date(this.clock.now().getTime() - WEEK);
    const chats = await this.dataSource
      .getRepository(Chat)
      .createQueryBuilder('chat')
      .select(['chat.id', 'chat.startedAt', 'chat.answeredAt'])
      .where('chat.shopId = :shopId AND chat.startedAt > :since', { shopId, since: databaseTime(since) })
      .andWhere('chat.answeredAt IS NOT NULL')
      .orderBy('chat.startedAt', 'DESC')
      .limit(RECENT)
      .getMany();
    return median(
      chats.map(({ startedAt, answeredAt }) => ((answeredAt?.getTime() ?? 0) - startedAt.getTime()) / 1000),
    );
  }

  /** A chat whose answer is not noted, because a server died, is left out of the median. */
  private note(conversationId: string, answeredAt: Date): void {
    if (this.answered.size >= REMEMBERED) this.answered.clear();
    this.answered.add(conversationId);
    this.dataSource
      .getRepository(Chat)
      .update({ conversationId, answeredAt: IsNull() }, { answeredAt, changedAt: this.clock.now() })
      .catch((error: unknown) => log.warn({ err: error }, 'could not note an answer'));
  }
}

function median(values: number[]): number | null {
  const sorted = values.sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return null;
  const lower = sorted[sorted.length % 2 === 1 ? middle : middle - 1] ?? upper;
  return Math.round((lower + upper) / 2);
}
