import { Brackets, type SelectQueryBuilder } from 'typeorm';
import type { ChatListQuery } from '../contract/chats.dto';
import type { Permission } from '../contract/permissions';
import { requirePermission, type StaffActor, shopOf } from '../core/actor';
import { asksBeyond, onlyOfShop, type Within } from '../core/lists';
import type { Chat } from './chat.entity';

/**
 * Narrows a query on `chat` to what the grant reaches, in one shop where one is named or there is only one, without what
 * the agent gave back for good.
 */
export function onlyWithin(
  query: SelectQueryBuilder<Chat>,
  actor: StaffActor,
  permission: Permission,
  within: Within = {},
): SelectQueryBuilder<Chat> {
  return withoutDeclined(onlyReached(query, actor, permission, within), actor.id);
}

/** The same with what was given back: two agents of the same reach get the same rows. */
export function onlyReached(
  query: SelectQueryBuilder<Chat>,
  actor: StaffActor,
  permission: Permission,
  { shopId, isPage }: Within = {},
): SelectQueryBuilder<Chat> {
  const scope = requirePermission(actor, permission);
  if (actor.shopId || shopId) onlyOfShop(query, 'chat.shopId', shopOf(actor, shopId), isPage);
  else if (scope !== 'all') query.andWhere('1 = 0');
  if (scope === 'own') query.andWhere('chat.agentId = :me', { me: actor.id });
  if (scope === 'team') {
    query.andWhere(
      new Brackets((either) => {
        either.where('chat.agentId = :me', { me: actor.id }).orWhere('chat.teamId IS NULL');
        if (actor.teamIds.length > 0) either.orWhere('chat.teamId IN (:...teams)', { teams: [...actor.teamIds] });
      }),
    );
  }
  return query;
}

/** Leaves out what the agent gave back for good. */
export function withoutDeclined(query: SelectQueryBuilder<Chat>, agentId: string): SelectQueryBuilder<Chat> {
  return query.andWhere(
    'NOT EXISTS (SELECT 1 FROM chat_declines declined WHERE declined.chatId = chat.id AND declined.agentId = :decliner)',
    { decliner: agentId },
  );
}

/** What indices have in order; whatever else is asked has to be looked for. */
const IN_ORDER = new Set(['shopId', 'view', 'status', 'customerId', 'from', 'to', 'limit', 'cursor']);

/** Whether it is looked for in more than what a team works on or one customer has: in what is closed. */
export function isLongSearch(actor: StaffActor, asked: ChatListQuery): boolean {
  if (asked.customerId || asked.status === 'waiting' || asked.status === 'active') return false;
  const seesAll = ['shop', 'all'].includes(requirePermission(actor, 'chats:read'));
  return !seesAll || asked.view === 'mine' || asksBeyond(asked, IN_ORDER);
}

export const QUEUE_ORDER = [
  { column: 'chat.queueOrder', direction: 'ASC' },
  { column: 'chat.queuedAt', direction: 'ASC' },
  { column: 'chat.id', direction: 'ASC' },
] as const;

export const NEWEST_FIRST = [
  { column: 'chat.startedAt', direction: 'DESC' },
  { column: 'chat.id', direction: 'DESC' },
] as const;
