import type { ChatView, CustomerChatView, LastMessage, ReviewView } from '../contract/chats.dto';
import type { NamedRef, PersonRef } from '../contract/common.dto';
import { isEditable } from '../reviews/review.presenter';
import type { Chat } from './chat.entity';
import { isPossible } from './chat.state';

/** Whom and what the views of a page of chats mention, by id. */
export interface ChatContext {
  customers: ReadonlyMap<string, { name: string; email: string | null; isVerified: boolean; isPriority: boolean }>;
  agents: ReadonlyMap<string, PersonRef>;
  teams: ReadonlyMap<string, NamedRef>;
  /** By conversation. */
  logs: ReadonlyMap<string, { lastPublicSeq: number; awaitingSince: Date | null; lastMessage: LastMessage | null }>;
  reviews: ReadonlyMap<string, ReviewView>;
}

export function presentChat(chat: Chat, context: ChatContext): ChatView {
  const log = context.logs.get(chat.conversationId);
  return {
    id: chat.id,
    number: chat.number,
    shopId: chat.shopId,
    conversationId: chat.conversationId,
    customer: presentCustomer(chat, context),
    team: teamOf(chat, context),
    agent: agentOf(chat, context),
    status: chat.status,
    topic: chat.topic,
    pageUrl: chat.pageUrl,
    referrer: chat.referrer,
    language: chat.language,
    firstMessage: chat.firstMessage,
    queuedAt: chat.queuedAt.toISOString(),
    startedAt: chat.startedAt.toISOString(),
    takenAt: chat.takenAt?.toISOString() ?? null,
    closedAt: chat.closedAt?.toISOString() ?? null,
    closeReason: chat.closeReason,
    lastPublicSeq: log?.lastPublicSeq ?? 0,
    lastMessage: log?.lastMessage ?? null,
    awaitingSince: chat.status === 'closed' ? null : (log?.awaitingSince?.toISOString() ?? null),
    review: context.reviews.get(chat.id) ?? null,
    ticket: ticketOf(chat),
    version: chat.version,
  };
}

export function presentChatForCustomer(chat: Chat, context: ChatContext, now: Date): CustomerChatView {
  const review = context.reviews.get(chat.id) ?? null;
  return {
    id: chat.id,
    number: chat.number,
    conversationId: chat.conversationId,
    status: chat.status,
    agent: agentOf(chat, context),
    team: teamOf(chat, context),
    topic: chat.topic,
    pageUrl: chat.pageUrl,
    startedAt: chat.startedAt.toISOString(),
    closedAt: chat.closedAt?.toISOString() ?? null,
    canReopen: chat.canReopen(now),
    ticket: ticketOf(chat),
    canRate: isPossible('rate', chat.status) && (!review || isEditable(review, now)),
    review,
    version: chat.version,
  };
}

function ticketOf({ ticketId, ticketNumber }: Chat): ChatView['ticket'] {
  return ticketId && ticketNumber ? { id: ticketId, number: ticketNumber } : null;
}

function presentCustomer(chat: Chat, { customers }: ChatContext): ChatView['customer'] {
  const customer = customers.get(chat.customerId);
  return {
    id: chat.customerId,
    name: customer?.name ?? '',
    email: customer?.email ?? null,
    isVerified: customer?.isVerified ?? false,
    isPriority: customer?.isPriority ?? false,
    chatsBefore: chat.chatsBefore,
  };
}

function agentOf({ agentId }: Chat, { agents }: ChatContext): PersonRef | null {
  return agentId ? (agents.get(agentId) ?? { id: agentId, name: '' }) : null;
}

/** A team knows more of itself than customers and colleagues are to see. */
function teamOf({ teamId }: Chat, { teams }: ChatContext): NamedRef | null {
  const team = teamId ? teams.get(teamId) : undefined;
  return team ? { id: team.id, name: team.name } : null;
}
