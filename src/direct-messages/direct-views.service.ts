import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { DirectMessagesUnread, DirectMessageView } from '../contract/direct-messages.dto';
import { Conversation } from '../conversations/conversation.entity';
import { mayRead } from '../conversations/conversation.policy';
import { ConversationSummaries } from '../conversations/conversation-summaries';
import { Message } from '../conversations/message.entity';
import { ReadMark } from '../conversations/read-mark.entity';
import type { StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { EmployeesService } from '../employees/employees.service';
import { DirectConversation } from './direct-conversation.entity';

/** Exchanges of two, as one of them sees them: a page with a fixed number of queries. */
@Injectable()
export class DirectViews {
  constructor(
    private readonly dataSource: DataSource,
    private readonly summaries: ConversationSummaries,
    private readonly employees: EmployeesService,
  ) {}

  async present(reader: StaffActor, conversations: readonly Conversation[]): Promise<DirectMessageView[]> {
    const ids = conversations.map(({ id }) => id);
    const otherOf = ({ memberIds }: Conversation) => memberIds?.find((id) => id !== reader.id) ?? '';
    const [summaries, names, unread, mine] = await Promise.all([
      this.summaries.of(ids),
      this.employees.displayNames(conversations.map(otherOf)),
      this.unreadIn(reader, ids),
      this.lastMine(reader, conversations),
    ]);
    return conversations.map((conversation) => {
      const { id, shopId, isClosed, lastSeq, createdAt } = conversation;
      const other = otherOf(conversation);
      return {
        conversationId: id,
        shopId,
        colleague: { id: other, name: names.get(other) ?? '' },
        canWrite: !isClosed,
        lastSeq,
        lastMessage: summaries.get(id)?.lastMessage ?? null,
        isLastMine: mine.has(id),
        unread: unread.get(id) ?? 0,
        createdAt: createdAt.toISOString(),
      };
    });
  }

  async view(reader: StaffActor, id: string): Promise<DirectMessageView> {
    const conversation = await this.dataSource.getRepository(Conversation).findOneBy({ id });
    const [view] = conversation && mayRead(reader, conversation) ? await this.present(reader, [conversation]) : [];
    if (!view) throw AppError.notFound('conversation');
    return view;
  }

  /** What others wrote to this person and they have not read. */
  async unreadOf({ id: me, shopId }: StaffActor): Promise<DirectMessagesUnread> {
    const query = this.unread(me)
      .innerJoin(DirectConversation, 'pair', 'pair.conversationId = message.conversationId')
      .andWhere('(pair.lowId = :me OR pair.highId = :me)');
    if (shopId !== null) query.andWhere('pair.shopId = :shopId', { shopId });
    return { unread: await query.getCount() };
  }

  private async unreadIn({ id: me }: StaffActor, ids: readonly string[]): Promise<Map<string, number>> {
    if (ids.length === 0) return new Map();
    const rows = await this.unread(me)
      .select('message.conversationId', 'id')
      .addSelect('COUNT(*)', 'count')
      .andWhere('message.conversationId IN (:...ids)', { ids })
      .groupBy('message.conversationId')
      .getRawMany<{ id: string; count: string | number }>();
    return new Map(rows.map(({ id, count }) => [id, Number(count)]));
  }

  /** There are no notes between two, so both numberings are the same. */
  private unread(me: string) {
    return this.dataSource
      .getRepository(Message)
      .createQueryBuilder('message')
      .leftJoin(ReadMark, 'mark', 'mark.conversationId = message.conversationId AND mark.readerId = :me')
      .where('message.seq > COALESCE(mark.seq, 0)')
      .andWhere('message.authorId <> :me', { me });
  }

  private async lastMine({ id: authorId }: StaffActor, conversations: readonly Conversation[]): Promise<Set<string>> {
    const places = conversations.filter(({ lastTextSeq }) => lastTextSeq > 0);
    if (places.length === 0) return new Set();
    const found = await this.dataSource.getRepository(Message).find({
      select: { conversationId: true, seq: true },
      where: places.map(({ id, lastTextSeq }) => ({ conversationId: id, seq: lastTextSeq, authorId })),
    });
    return new Set(found.map(({ conversationId }) => conversationId));
  }
}
