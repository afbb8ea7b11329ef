import { randomUUID } from 'node:crypto';
import type { RequestName } from '../../src/contract/realtime';
import type { Principal, World } from './world';

export const CUSTOMERS = ['visitor', 'otherVisitor', 'foreignVisitor', 'customer'] as const satisfies Principal[];
export const STAFF = [
  'bare',
  'outsider',
  'colleague',
  'agent',
  'foreignAgent',
  'foreignManager',
  'manager',
  'admin',
] as const satisfies Principal[];

type Someone = (typeof CUSTOMERS)[number] | (typeof STAFF)[number];

/** `in` is any answer but FORBIDDEN and NOT_FOUND. */
export type SocketAnswer = 'in' | 'FORBIDDEN' | 'NOT_FOUND';

export interface SocketDoor {
  input: (world: World) => object;
  answers: Partial<Record<Someone, SocketAnswer>>;
}

const customers = (all: SocketAnswer) => ({ visitor: all, otherVisitor: all, foreignVisitor: all, customer: all });
const staff = (all: SocketAnswer) => ({
  ...{ bare: all, outsider: all, colleague: all, agent: all },
  ...{ foreignAgent: all, foreignManager: all, manager: all, admin: all },
});
/** Things of the team's chat: strangers and other teams do not know that it exists. */
const teamChat = {
  ...staff('in'),
  outsider: 'NOT_FOUND',
  foreignAgent: 'NOT_FOUND',
  foreignManager: 'NOT_FOUND',
} as const;
const chat = { ...teamChat, bare: 'FORBIDDEN' } as const;
const conversation = { ...teamChat, bare: 'NOT_FOUND', ...customers('NOT_FOUND'), visitor: 'in' } as const;
const ownChat = { ...customers('NOT_FOUND'), visitor: 'in' } as const;

const door = (answers: SocketDoor['answers'], input: SocketDoor['input']): SocketDoor => ({ input, answers });

/** Every event there is. One that is not here fails the build. */
export const SOCKET_DOORS: Record<RequestName, SocketDoor> = {
  'conversation:open': door(conversation, ({ chat: { conversationId } }) => ({ conversationId })),
  'conversation:leave': door({ ...customers('in'), ...staff('in') }, ({ chat: { conversationId } }) => ({
    conversationId,
  })),
  'message:send': door(conversation, ({ chat: { conversationId } }) => ({
    conversationId,
    clientId: randomUUID(),
    body: 'Hello',
  })),
  'message:read': door(conversation, ({ chat: { conversationId } }) => ({ conversationId, seq: 1 })),
  // Heard only by who has the conversation open, and so may read it; from others it goes nowhere.
  typing: door({ ...customers('in'), ...staff('in') }, ({ chat: { conversationId } }) => ({
    conversationId,
    on: true,
  })),
  'auth:refresh': door({ ...customers('in'), ...staff('in') }, () => ({ token: 'none' })),
  'chat:start': door(customers('in'), () => ({ clientId: randomUUID(), message: 'Hello' })),
  'chat:end': door(ownChat, ({ chat: { id } }) => ({ chatId: id })),
  'chat:toTicket': door(ownChat, ({ chat: { id } }) => ({ chatId: id })),
  'chat:rate': door(ownChat, ({ chat: { id } }) => ({ chatId: id, rating: 5 })),
  'queue:watch': door(
    { ...staff('in'), bare: 'FORBIDDEN', foreignAgent: 'NOT_FOUND', foreignManager: 'NOT_FOUND' },
    ({ shop }) => ({ shopId: shop.id }),
  ),
  'tickets:watch': door(
    { ...staff('in'), bare: 'FORBIDDEN', foreignAgent: 'NOT_FOUND', foreignManager: 'NOT_FOUND' },
    ({ shop }) => ({ shopId: shop.id }),
  ),
  'direct:watch': door(staff('in'), () => ({})),
  'chat:take': door(chat, ({ waiting: { id } }) => ({ chatId: id })),
  'chat:takeNext': door({ ...staff('in'), bare: 'FORBIDDEN' }, () => ({})),
  'offer:accept': door(staff('NOT_FOUND'), () => ({ offerId: randomUUID() })),
  'offer:decline': door(staff('NOT_FOUND'), () => ({ offerId: randomUUID() })),
  'chat:transfer': door(chat, ({ chat: { id }, team }) => ({ chatId: id, teamId: team.id })),
  'chat:release': door(chat, ({ chat: { id } }) => ({ chatId: id })),
  'chat:decline': door(chat, ({ chat: { id } }) => ({ chatId: id })),
  'chat:close': door(chat, ({ chat: { id } }) => ({ chatId: id })),
  'presence:set': door(staff('in'), () => ({ presence: 'away' })),
};
