import { Injectable } from '@nestjs/common';
import type { SystemEntry, Visibility } from '../contract/conversations.dto';
import { Conversations } from '../conversations/conversations.service';
import { type Actor, isWithin, type StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { databaseTime } from '../core/paging';
import { marks } from '../core/plain-rows';
import type { ChatHint, DomainEventName } from '../database/domain-events';
import { changes, type Tx } from '../database/unit-of-work';
import { Chat } from './chat.entity';
import { ChatDecline } from './chat-decline.entity';
import { OfferBook } from './offer-book.service';

/** The parts of a chat whose changes are worth telling. */
type ChatState = Pick<Chat, 'customerId' | 'status' | 'agentId' | 'teamId' | 'queueOrder' | 'queuedAt' | 'closeReason'>;

/** A chat locked until the end of the transaction, with what it was before. */
export interface ChangingChat {
  chat: Chat;
  was: ChatState;
}

type ChatEvent = Extract<DomainEventName, `chat.${string}`>;

/** What happened, for the trail and for those who read the conversation. */
interface Happened {
  event: ChatEvent;
  entries: (SystemEntry & { visibility?: Visibility })[];
  /** What the trail should know besides the fields of the chat. */
  after?: Record<string, unknown>;
  /** False when the caller has looked, under the chat's lock, and there is no offer to end. */
  isOffered?: boolean;
  /** Agents who gave the chat back for good, when that changed. */
  hiddenFrom?: string[];
}

/** An agent, and the waiting chat that they get. */
export interface Taking {
  actor: StaffActor;
  chat: Chat;
}

/** How every change of a chat begins and ends, whoever makes it. */
@Injectable()
export class ChatTransitions {
  constructor(
    private readonly conversations: Conversations,
    private readonly offers: OfferBook,
  ) {}

  /**
   * Comes after the lock of the agent who is to get it. Another shop's chat, or another customer's, is not there; what
   * an agent gave back for good they cannot have again, on no way.
   */
  async lock(tx: Tx, actor: Actor, chatId: string): Promise<ChangingChat> {
    const chat = await tx.lock(Chat, { id: chatId });
    if (!chat || !isWithin(actor, chat.shopId) || (actor.kind === 'customer' && actor.id !== chat.customerId)) {
      throw AppError.notFound('chat');
    }
    if (actor.kind === 'employee' && (await tx.manager.existsBy(ChatDecline, { chatId, agentId: actor.id }))) {
      throw new AppError('DECLINED', 'You gave this chat back for good.');
    }
    return begin(chat);
  }

  /** Saves the change, tells the conversation who may answer now, and records the event. */
  async finish(tx: Tx, actor: Actor, { chat, was }: ChangingChat, happened: Happened): Promise<Chat> {
    const { event, entries, after, isOffered = true, hiddenFrom } = happened;
    const isStillQueued = chat.status === 'waiting' && was.status === 'waiting' && chat.teamId === was.teamId;
    if (isOffered && was.status === 'waiting' && !isStillQueued) await this.endOffer(tx, actor, chat);
    chat.version += 1;
    chat.changedAt = tx.now;
    await tx.manager.update(Chat, { id: chat.id }, changeable(chat));

    const isOpen = chat.status !== 'closed';
    const own = { holderId: isOpen ? chat.agentId : null, teamId: chat.teamId, isClosed: !isOpen };
    // Once it goes on in a ticket, that one says who may write.
    const place = chat.ticketId ? {} : { ...own, ...(hiddenFrom ? { hiddenFrom } : {}) };
    const tellings = entries.map((entry) => ({ visibility: 'public' as const, ...entry }));
    await this.conversations.assign(tx, chat.conversationId, place, tellings);

    const changed = changes({ ...was }, { ...stateOf(chat) });
    tx.record(event, {
      actor,
      subject: subjectOf(chat),
      from: was.status,
      to: chat.status,
      before: changed.before,
      after: { ...changed.after, ...after },
      data: hintOf(chat, was),
    });
    return chat;
  }

  /** Many chats, each to its agent, at the price of one: all locked, waiting, with a free seat, on offer to nobody. */
  async takeAll(tx: Tx, takings: readonly Taking[]): Promise<void> {
    const started = takings.map(({ actor, chat }) => {
      const { was } = begin(chat);
      chat.take(actor.id, tx.now);
      chat.version += 1;
      chat.changedAt = tx.now;
      return { actor, chat, was };
    });
    const ids = takings.map(({ chat }) => chat.id);
    const at = databaseTime(tx.now);
    await tx.manager.query(
      `UPDATE chats SET status = 'active', agentId = CASE id ${'WHEN ? THEN ? '.repeat(ids.length)}END,
         takenAt = ?, changedAt = ?, version = version + 1 WHERE id IN (${marks(ids.length)})`,
      [...takings.flatMap(({ actor, chat }) => [chat.id, actor.id]), at, at, ...ids],
    );
    await this.conversations.assignHolders(
      tx,
      started.map(({ actor, chat, was }) => ({
        conversationId: chat.conversationId,
        holderId: actor.id,
        telling: { ...takenEntry(actor, was, tx.now), visibility: 'public' },
      })),
    );
    for (const { actor, chat, was } of started) {
      const subject = subjectOf(chat);
      const changed = changes({ ...was }, { ...stateOf(chat) });
      tx.record('chat.taken', {
        actor,
        subject,
        from: was.status,
        to: chat.status,
        ...changed,
        data: hintOf(chat, was),
      });
    }
  }

  /** A chat that leaves the queue is no longer offered: to its taker that is an acceptance. */
  private async endOffer(tx: Tx, actor: Actor, chat: Chat): Promise<void> {
    const offer = await this.offers.pendingOf(tx, chat.id);
    if (!offer) return;
    const isTaken = chat.status === 'active' && chat.agentId === offer.agentId && actor.id === offer.agentId;
    await this.offers.settle(tx, actor, offer, isTaken ? 'accepted' : 'withdrawn');
  }
}

/** What those who read the conversation are told of its being taken. */
export function takenEntry({ name }: StaffActor, { queuedAt }: Pick<Chat, 'queuedAt'>, now: Date): SystemEntry {
  const waitedSeconds = Math.round((now.getTime() - queuedAt.getTime()) / 1000);
  return { type: 'chat.taken', data: { by: name, waitedSeconds } };
}

export function begin(chat: Chat): ChangingChat {
  return { chat, was: stateOf(chat) };
}

export function subjectOf({ id, shopId }: Pick<Chat, 'id' | 'shopId'>) {
  return { kind: 'chat', id, shopId };
}

export function hintOf(chat: Chat, was: Pick<Chat, 'agentId' | 'teamId'> = chat): ChatHint {
  const { id, conversationId, customerId, teamId, agentId, version } = chat;
  return {
    chatId: id,
    conversationId,
    customerId,
    teamId,
    agentId,
    previousAgentId: was.agentId === agentId ? null : was.agentId,
    previousTeamId: was.teamId === teamId ? null : was.teamId,
    version,
  };
}

function stateOf({ customerId, status, agentId, teamId, queueOrder, queuedAt, closeReason }: Chat): ChatState {
  return { customerId, status, agentId, teamId, queueOrder, queuedAt, closeReason };
}

function changeable(chat: Chat): Partial<Chat> {
  const {
    customerId,
    openCustomerId,
    chatsBefore,
    searchText,
    teamId,
    agentId,
    status,
    queueOrder,
    queuedAt,
    takenAt,
    previousAgentId,
    ticketId,
    ticketNumber,
  } = chat;
  const { closedAt, closedByKind, closedById, closeReason, version, changedAt } = chat;
  return {
    customerId,
    openCustomerId,
    chatsBefore,
    searchText,
    teamId,
    agentId,
    status,
    queueOrder,
    queuedAt,
    takenAt,
    previousAgentId,
    ticketId,
    ticketNumber,
    closedAt,
    closedByKind,
    closedById,
    closeReason,
    version,
    changedAt,
  };
}
