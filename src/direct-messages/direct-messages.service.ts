import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import type { ListQuery, Page } from '../contract/common.dto';
import type { DirectMessagesUnread, DirectMessageView, WriteTo } from '../contract/direct-messages.dto';
import { Conversation } from '../conversations/conversation.entity';
import { Conversations, type Written } from '../conversations/conversations.service';
import { isWithin, requirePermission, type StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { pageBy } from '../core/paging';
import { isUniqueViolation } from '../database/driver-errors';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { Employee } from '../employees/employee.entity';
import { DirectConversation } from './direct-conversation.entity';
import { DirectViews } from './direct-views.service';

const NEWEST = [
  { column: 'conversation.lastMessageAt', direction: 'DESC' },
  { column: 'conversation.id', direction: 'DESC' },
] as const;

/** What colleagues write to each other: one conversation for two, which nobody else reads. */
@Injectable()
export class DirectMessages {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly conversations: Conversations,
    private readonly views: DirectViews,
  ) {
    conversations.onWritten(async (tx, written) => {
      for (const { conversation } of written) if (conversation.kind === 'direct') tellChanged(tx, conversation);
    });
  }

  /** Begun by both at once, it is one all the same: the second to store it finds the first one's. */
  async open(actor: StaffActor, { employeeId }: WriteTo): Promise<DirectMessageView> {
    requirePermission(actor, 'employees:read');
    if (employeeId === actor.id) throw AppError.field('employeeId', 'Choose a colleague.');
    const begin = () => this.unitOfWork.run((tx) => this.findOrCreate(tx, actor, employeeId));
    const id = await begin().catch((error: unknown) => {
      if (isUniqueViolation(error)) return begin();
      throw error;
    });
    return this.views.view(actor, id);
  }

  /** Those in which something was written, the latest first. */
  async list(actor: StaffActor, { search, ...paging }: ListQuery): Promise<Page<DirectMessageView>> {
    if (search) throw AppError.field('search', 'These cannot be searched.');
    const query = this.of(actor).andWhere('conversation.lastMessageAt IS NOT NULL');
    const { items, nextCursor } = await pageBy(query, NEWEST, paging);
    return { items: await this.views.present(actor, items), nextCursor };
  }

  unreadCount(actor: StaffActor): Promise<DirectMessagesUnread> {
    return this.views.unreadOf(actor);
  }

  private async findOrCreate(tx: Tx, actor: StaffActor, employeeId: string): Promise<string> {
    const memberIds = [actor.id, employeeId].sort();
    const [lowId = '', highId = ''] = memberIds;
    // Locked, so that nobody is written to who is being deactivated; in one order, whoever of the two begins.
    const people = [await tx.lock(Employee, { id: lowId }), await tx.lock(Employee, { id: highId })];
    const colleague = people.find((person) => person?.id === employeeId);
    if (!colleague || (colleague.shopId !== null && !isWithin(actor, colleague.shopId)))
      throw AppError.notFound('employee');
    const shopId = actor.shopId ?? colleague.shopId;
    if (!shopId) throw new AppError('STATE_CONFLICT', 'Two who work for all shops have no shop to write in.');
    if (!colleague.isActive)
      throw new AppError('STATE_CONFLICT', 'This colleague is not active, and would not read it.');

    const known = await tx.manager.findOneBy(DirectConversation, { lowId, highId, shopId });
    if (known) return known.conversationId;
    const { id } = await this.conversations.create(tx, { shopId, customerId: null, kind: 'direct', memberIds });
    await tx.manager.insert(DirectConversation, { conversationId: id, shopId, lowId, highId });
    tellChanged(tx, { id, shopId, memberIds });
    return id;
  }

  private of(actor: StaffActor): SelectQueryBuilder<Conversation> {
    const query = this.dataSource
      .getRepository(Conversation)
      .createQueryBuilder('conversation')
      .innerJoin(DirectConversation, 'pair', 'pair.conversationId = conversation.id')
      .where('(pair.lowId = :me OR pair.highId = :me)', { me: actor.id });
    if (actor.shopId !== null) query.andWhere('pair.shopId = :shopId', { shopId: actor.shopId });
    return query;
  }
}

/** Both of them, on whichever servers they are. */
export function tellChanged(
  tx: Tx,
  { id, shopId, memberIds }: Pick<Written['conversation'], 'id' | 'shopId' | 'memberIds'>,
) {
  tx.tell({
    name: 'direct.changed',
    subject: { kind: 'conversation', id, shopId },
    actor: { kind: 'system', id: null },
    data: { conversationId: id, memberIds: memberIds ?? [] },
  });
}
