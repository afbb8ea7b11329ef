import type { ChatAction } from '../contract/chats.dto';
import type { Permission } from '../contract/permissions';
import { type Actor, covers, reach } from '../core/actor';
import { AppError } from '../core/app-error';
import { Policy } from '../core/policy';
import type { Chat } from './chat.entity';

/** Who may do what with a chat. */
export const chatPolicy = new Policy<Chat, ChatAction>({
  read: (actor, chat) => isCustomerOf(actor, chat) || covers(actor, 'chats:read', chat.place),
  take: (actor, chat) => covers(actor, 'chats:take', chat.place),
  reply: (actor, chat) =>
    isCustomerOf(actor, chat) || (isHolderOf(actor, chat) && covers(actor, 'chats:reply', chat.place)),
  note: (actor, chat) => covers(actor, 'chats:note', chat.place),
  transfer: (actor, chat) => steers(actor, 'chats:transfer', chat),
  release: (actor, chat) => steers(actor, 'chats:transfer', chat),
  decline: (actor, chat) => covers(actor, 'chats:take', chat.place) && (!chat.agentId || isHolderOf(actor, chat)),
  close: (actor, chat) => isCustomerOf(actor, chat) || steers(actor, 'chats:close', chat),
  rate: (actor, chat) => isCustomerOf(actor, chat),
});

/** To who may read some chats but not this one, another team's, it is as if it did not exist. */
export function authorizeChat(actor: Actor, action: ChatAction, chat: Chat): void {
  if (reach(actor, 'chats:read') && !chatPolicy.can(actor, 'read', chat)) throw AppError.notFound('chat');
  chatPolicy.authorize(actor, action, chat);
}

/** What the holder alone may do is, for a colleague who could in general, a matter of state: they came too late. */
export function authorizeForHolder(
  actor: Actor,
  action: 'transfer' | 'release' | 'decline' | 'close',
  chat: Chat,
): void {
  if (chatPolicy.can(actor, action, chat)) return;
  if (reach(actor, PERMISSION_FOR[action]) && chatPolicy.can(actor, 'read', chat)) {
    throw new AppError('NOT_HOLDER', 'Only the agent who holds this chat may do that.');
  }
  authorizeChat(actor, action, chat);
}

const PERMISSION_FOR = {
  transfer: 'chats:transfer',
  release: 'chats:transfer',
  decline: 'chats:take',
  close: 'chats:close',
} as const satisfies Partial<Record<ChatAction, Permission>>;

function isCustomerOf(actor: Actor, chat: Chat): boolean {
  return actor.kind === 'customer' && actor.id === chat.customerId;
}

function isHolderOf(actor: Actor, chat: Chat): boolean {
  return actor.kind === 'employee' && chat.agentId === actor.id;
}

/** The holder, and above them those in charge of the shop. */
function steers(actor: Actor, permission: Permission, chat: Chat): boolean {
  const scope = reach(actor, permission);
  return covers(actor, permission, chat.place) && (isHolderOf(actor, chat) || scope === 'shop' || scope === 'all');
}
