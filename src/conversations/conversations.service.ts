import { Injectable } from '@nestjs/common';
import type { MessageView, SystemEntry, Visibility } from '../contract/conversations.dto';
import type { CustomerActor, StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { newId } from '../core/ids';
import { DomainEvents } from '../database/domain-events';
import type { Tx } from '../database/unit-of-work';
import { Conversation, type ConversationKind } from './conversation.entity';
import { insertMessages, lockConversations, saveCounters, saveLocked } from './log-rows';
import { Message } from './message.entity';
import { presentMessage } from './message.presenter';
import { type Draft, type LockedConversation, takeNumbers } from './numbering';

export interface NewConversation {
  shopId: string;
  customerId: string | null;
  kind: ConversationKind;
  teamId?: string | null;
  holderId?: string | null;
}

/** Left out is left as it is. */
export interface Assignment {
  holderId?: string | null;
  teamId?: string | null;
  isClosed?: boolean;
}

export interface FirstHand {
  clientId: string;
  body: string;
  visibility: Visibility;
}

export interface Telling extends SystemEntry {
  visibility: Visibility;
}

/** Whether a closed conversation is open again, so that the customer's message can go in. */
type ReopenHandler = (customer: CustomerActor, conversationId: string) => Promise<boolean>;

/** What features do with the conversations that belong to them, as part of their own changes. */
@Injectable()
export class Conversations {
  private reopen: ReopenHandler | null = null;

  constructor(private readonly events: DomainEvents) {}

  async create(tx: Tx, { shopId, customerId, kind, teamId, holderId }: NewConversation): Promise<Conversation> {
    const conversation = Object.assign(new Conversation(), {
      id: newId(),
      shopId,
      customerId,
      kind,
      holderId: holderId ?? null,
      teamId: teamId ?? null,
      isClosed: false,
      lastSeq: 0,
      lastPublicSeq: 0,
      lastTextSeq: 0,
      lastMessageAt: null,
      awaitingSince: null,
      createdAt: tx.now,
    });
    await tx.manager.insert(Conversation, conversation);
    return conversation;
  }

  /**
   * Says who may answer from now on, and tells the readers of it. Waits for messages that are being stored, and those
   * after it see the change.
   */
  async assign(tx: Tx, id: string, assignment: Assignment, tellings: readonly Telling[] = []): Promise<void> {
    const conversation = await this.lock(tx, id);

    const messages = tellings.map((telling) => takeNumbers(conversation, systemDraft(telling), tx.now));
    Object.assign(conversation, assignment, assignment.isClosed ? { awaitingSince: null } : {});
    if (messages.length > 0) await insertMessages(tx.manager, messages);
    await saveLocked(tx.manager, conversation);

    this.publish(
      tx,
      conversation,
      messages.map((message) => presentMessage(message, '', [])),
    );
  }

  /** Writes into the conversation what happened to it. */
  async appendSystem(tx: Tx, conversationId: string, telling: Telling): Promise<MessageView> {
    const conversation = await this.lock(tx, conversationId);

    return this.append(tx, conversation, '', systemDraft(telling));
  }

  /**
   * A message that is part of a larger change: the first one of a chat, the note of a transfer. The caller has checked
   * that the actor may; a `clientId` that the actor has used before is refused.
   */
  async appendMessage(
    tx: Tx,
    actor: StaffActor | CustomerActor,
    conversationId: string,
    { clientId, body, visibility }: FirstHand,
  ): Promise<MessageView> {
    const conversation = await this.lock(tx, conversationId);
    if (await this.sentBefore(tx, actor, clientId)) {
      throw new AppError('CLIENT_ID_REUSED', 'A message with this clientId was sent before.');
    }

    return this.append(tx, conversation, actor.name, {
      kind: 'text',
      authorKind: actor.kind,
      authorId: actor.id,
      clientId,
      visibility,
      body: storable(body),
      system: null,
    });
  }

  /** The conversation to which the actor has sent a message with this `clientId`, if there is one. */
  async sentBefore(tx: Tx, actor: StaffActor | CustomerActor, clientId: string): Promise<string | null> {
    const sent = await tx.manager.findOne(Message, {
      select: { conversationId: true, seq: true },
      where: { clientId, authorId: actor.id },
    });
    return sent?.conversationId ?? null;
  }

  /** Asked when a customer writes to a closed conversation; the message is sent again when the answer is yes. */
  onClosed(handler: ReopenHandler): void {
    this.reopen = handler;
  }

  async isReopenedBy(customer: CustomerActor, conversationId: string): Promise<boolean> {
    return this.reopen ? this.reopen(customer, conversationId) : false;
  }

  private async lock(tx: Tx, id: string): Promise<LockedConversation> {
    const conversation = (await lockConversations(tx.manager, [id])).get(id);
    if (!conversation) throw AppError.notFound('conversation');
    return conversation;
  }

  private async append(
    tx: Tx,
    conversation: LockedConversation,
    authorName: string,
    draft: Draft,
  ): Promise<MessageView> {
    const message = takeNumbers(conversation, draft, tx.now);
    await insertMessages(tx.manager, [message]);
    await saveCounters(tx.manager, [conversation]);
    const view = presentMessage(message, authorName, []);

    this.publish(tx, conversation, [view]);
    return view;
  }

  private publish(tx: Tx, { id, shopId }: LockedConversation, messages: MessageView[]): void {
    if (messages.length === 0) return;
    tx.afterCommit(() => this.events.publishMessages([{ shopId, conversationId: id, messages }]));
  }
}

function systemDraft({ type, data, visibility }: Telling): Draft {
  return {
    kind: 'system',
    authorKind: 'system',
    authorId: null,
    clientId: null,
    visibility,
    body: '',
    system: { type, data },
  };
}

/** Half a surrogate pair comes back from the database as another character, so it is replaced before it is stored. */
export function storable(body: string): string {
  return body.replace(/\p{Surrogate}/gu, '\uFFFD');
}
