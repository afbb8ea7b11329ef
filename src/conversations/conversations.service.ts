import { Injectable } from '@nestjs/common';
import type { AttachmentView, MessageView, SystemEntry, Visibility } from '../contract/conversations.dto';
import type { CustomerActor, StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { newId } from '../core/ids';
import { wellFormed } from '../core/well-formed';
import { DomainEvents } from '../database/domain-events';
import type { Tx } from '../database/unit-of-work';
import { bindAttachments, claimAttachments } from './attachment-rows';
import { Conversation, type ConversationKind } from './conversation.entity';
import { handOver } from './hand-over';
import { insertMessages, lockConversations, saveCounters, saveHolders, saveLocked } from './log-rows';
import { Message } from './message.entity';
import { presentMessage } from './message.presenter';
import { type Draft, type LockedConversation, type NumberedMessage, takeNumbers } from './numbering';

export interface NewConversation {
  shopId: string;
  customerId: string | null;
  kind: ConversationKind;
  teamId?: string | null;
  holderId?: string | null;
  memberIds?: string[];
}

/** Left out is left as it is. */
export interface Assignment {
  holderId?: string | null;
  teamId?: string | null;
  isClosed?: boolean;
  /** A chat's conversation goes on as a ticket's, and so does a draft's. */
  kind?: ConversationKind;
  sleepingSince?: Date | null;
  hiddenFrom?: string[] | null;
}

export interface FirstHand {
  clientId: string;
  body: string;
  visibility: Visibility;
  attachmentIds?: readonly string[];
}

/** An employee's public message in the conversation of a ticket. */
export interface Answered {
  conversationId: string;
  actor: StaffActor;
}

/** What a person has just written into a conversation. */
export interface Written {
  conversation: LockedConversation;
  actor: StaffActor | CustomerActor;
  message: Pick<NumberedMessage, 'id' | 'seq' | 'publicSeq' | 'visibility' | 'body'>;
}

type WrittenHandler = (tx: Tx, written: readonly Written[]) => Promise<void>;

type AnsweredHandler = (tx: Tx, answers: readonly Answered[]) => Promise<void>;

/** Who answers in a conversation from now on, and what its readers are told of it. */
export interface Handing {
  conversationId: string;
  holderId: string;
  telling: Telling;
}

export interface Telling extends SystemEntry {
  visibility: Visibility;
}

/** What features do with the conversations that belong to them, as part of their own changes. */
@Injectable()
export class Conversations {
  private answered: AnsweredHandler = async () => undefined;
  private readonly writtenHandlers: WrittenHandler[] = [];

  constructor(private readonly events: DomainEvents) {}

  async create(
    tx: Tx,
    { shopId, customerId, kind, teamId, holderId, memberIds }: NewConversation,
  ): Promise<Conversation> {
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
      sleepingSince: null,
      hiddenFrom: null,
      continuedInId: null,
      memberIds: memberIds ?? null,
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

  /** The customer turned out to be another one: who asked, wrote and read there is that one from now on. */
  async handOver(tx: Tx, id: string, fromCustomerId: string, toCustomerId: string): Promise<void> {
    await this.lock(tx, id);
    await handOver(tx.manager, id, fromCustomerId, toCustomerId);
  }

  /** As `assign`, for many conversations at the price of one. */
  async assignHolders(tx: Tx, handings: readonly Handing[]): Promise<void> {
    const locked = await lockConversations(
      tx.manager,
      handings.map(({ conversationId }) => conversationId),
    );
    const messages = handings.map(({ conversationId, telling }) => {
      const conversation = locked.get(conversationId);
      if (!conversation) throw AppError.notFound('conversation');
      return takeNumbers(conversation, systemDraft(telling), tx.now);
    });
    await insertMessages(tx.manager, messages);
    await saveCounters(tx.manager, [...locked.values()]);
    await saveHolders(tx.manager, new Map(handings.map(({ conversationId, holderId }) => [conversationId, holderId])));

    for (const message of messages) {
      const conversation = locked.get(message.conversationId);
      if (conversation) this.publish(tx, conversation, [presentMessage(message, '', [])]);
    }
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
    { clientId, body, visibility, attachmentIds = [] }: FirstHand,
  ): Promise<MessageView> {
    const conversation = await this.lock(tx, conversationId);
    if (await this.sentBefore(tx, actor, clientId)) {
      throw new AppError('CLIENT_ID_REUSED', 'A message with this clientId was sent before.');
    }

    const attachments = await claimAttachments(tx.manager, actor.id, conversationId, attachmentIds);
    const draft: Draft = {
      kind: 'text',
      authorKind: actor.kind,
      authorId: actor.id,
      clientId,
      visibility,
      body: wellFormed(body),
      system: null,
    };
    const message = await this.append(tx, conversation, actor.name, draft, attachments);
    await bindAttachments(tx.manager, new Map(attachments.map(({ id }) => [id, message.seq])));
    await this.tellHandlers(tx, [{ conversation, actor, message }]);
    return message;
  }

  /** The conversation to which the actor has sent a message with this `clientId`, if there is one. */
  async sentBefore(tx: Tx, actor: StaffActor | CustomerActor, clientId: string): Promise<string | null> {
    const sent = await tx.manager.findOne(Message, {
      select: { conversationId: true, seq: true },
      where: { clientId, authorId: actor.id },
    });
    return sent?.conversationId ?? null;
  }

  /** Told, within the transaction, when staff have answered in conversations of tickets. */
  onAnswered(handler: AnsweredHandler): void {
    this.answered = handler;
  }

  /** Told, within the transaction, of all that people write. It must be quick: messages of many wait for it. */
  onWritten(handler: WrittenHandler): void {
    this.writtenHandlers.push(handler);
  }

  /** Of messages that are the whole change; what is part of a larger one tells for itself who answered. */
  async tellWritten(tx: Tx, written: readonly Written[]): Promise<void> {
    const answers = written.flatMap(({ conversation: { id, kind }, actor, message: { visibility } }) =>
      kind === 'ticket' && actor.kind === 'employee' && visibility === 'public' ? [{ conversationId: id, actor }] : [],
    );
    if (answers.length > 0) await this.answered(tx, answers);
    if (written.length > 0) await this.tellHandlers(tx, written);
  }

  private async tellHandlers(tx: Tx, written: readonly Written[]): Promise<void> {
    for (const handler of this.writtenHandlers) await handler(tx, written);
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
    attachments: AttachmentView[] = [],
  ): Promise<MessageView> {
    const message = takeNumbers(conversation, draft, tx.now);
    await insertMessages(tx.manager, [message]);
    await saveCounters(tx.manager, [conversation]);
    const view = presentMessage(message, authorName, attachments);

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
