import type { AttachmentView, MessageView, SendMessage, Visibility } from '../contract/conversations.dto';
import type { CustomerActor, StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import type { CommittedMessages } from '../database/domain-events';
import type { Tx } from '../database/unit-of-work';
import { bindAttachments, type LooseAttachments, lockLooseAttachments } from './attachment-rows';
import { refusalToWrite } from './conversation.policy';
import type { Written } from './conversations.service';
import { type EarlierMessages, findEarlier, sentKey } from './earlier-messages';
import { insertMessages, lockConversations, saveCounters } from './log-rows';
import { presentMessage } from './message.presenter';
import { type LockedConversation, type NumberedMessage, takeNumbers } from './numbering';

export type Sender = StaffActor | CustomerActor;

/** One message that somebody wants to send. */
export interface Send {
  actor: Sender;
  conversationId: string;
  clientId: string;
  body: string;
  visibility: Visibility;
  attachmentIds: string[];
}

/** The message as staff see it. */
export type Outcome = { message: MessageView } | { refusal: AppError };

export interface WrittenBatch {
  /** In the order of the sends. */
  outcomes: Outcome[];
  committed: CommittedMessages[];
  /** The messages that are new. */
  written: Written[];
}

export function toSend(actor: Sender, input: SendMessage, body: string): Send {
  const { conversationId, clientId, visibility = 'public', attachmentIds = [] } = input;
  return { actor, conversationId, clientId, body, visibility, attachmentIds: [...new Set(attachmentIds)].sort() };
}

/**
 * Writes messages of many people to many conversations in one transaction. The locks come first: from then on nobody
 * can take a conversation away, close it or number a message in between, so each right is checked as it will be at
 * the commit. A refused message takes no number and disturbs no other.
 *
 * Hardly anything is sent twice, so what is neither refused nor carries files is stored without looking whether it is
 * there already: the unique key of who sent it under which `clientId` then refuses the whole batch, which `looksFirst`
 * the next time.
 */
export async function writeBatch(tx: Tx, sends: readonly Send[], looksFirst: boolean): Promise<WrittenBatch> {
  const conversations = await lockConversations(
    tx.manager,
    distinct(sends.map(({ conversationId }) => conversationId)),
  );
  const looked = looksFirst
    ? sends
    : sends.filter((send) => mayBeRefused(send, conversations.get(send.conversationId)));
  const earlier = await findEarlier(tx.manager, looked);
  const loose = await lockLooseAttachments(tx.manager, distinct(sends.flatMap(({ attachmentIds }) => attachmentIds)));

  const batch = new Batch(conversations, earlier, loose, tx.now);
  const outcomes = sends.map((send) => batch.take(send));

  if (batch.messages.length > 0) {
    await insertMessages(tx.manager, batch.messages);
    await saveCounters(tx.manager, [...batch.changed]);
    await bindAttachments(tx.manager, batch.bound);
  }
  return { outcomes, committed: batch.committed(), written: batch.written };
}

class Batch {
  readonly messages: NumberedMessage[] = [];
  readonly changed = new Set<LockedConversation>();
  /** Attachment to the number of the message that carries it. */
  readonly bound = new Map<string, number>();
  readonly written: Written[] = [];
  private readonly views = new Map<LockedConversation, MessageView[]>();

  constructor(
    private readonly conversations: Map<string, LockedConversation>,
    private readonly earlier: EarlierMessages,
    private readonly loose: LooseAttachments,
    private readonly now: Date,
  ) {}

  take(send: Send): Outcome {
    const conversation = this.conversations.get(send.conversationId);
    const earlier = this.earlier.get(sentKey(send.actor.id, send.clientId));
    if (earlier) {
      if (!isSame(earlier, send))
        return { refusal: new AppError('CLIENT_ID_REUSED', 'This clientId was used for another message.') };
      // Told again: whoever stored it may have died before anybody heard of it.
      if (conversation) this.publish(conversation, earlier);
      return { message: earlier };
    }
    const refusal = refusalOf(send, conversation);
    if (refusal || !conversation) return { refusal: refusal ?? AppError.notFound('conversation') };
    const attachments = this.claim(send);
    if (!attachments)
      return { refusal: AppError.field('attachmentIds', 'Only your own uploads to this conversation, each once.') };

    return { message: this.append(conversation, send, attachments) };
  }

  committed(): CommittedMessages[] {
    return [...this.views].map(([{ id, shopId }, messages]) => ({
      shopId,
      conversationId: id,
      messages: messages.sort((one, other) => one.seq - other.seq),
    }));
  }

  private append(conversation: LockedConversation, send: Send, attachments: AttachmentView[]): MessageView {
    const { actor, clientId, visibility, body } = send;
    const author = { authorKind: actor.kind, authorId: actor.id };
    const message = takeNumbers(
      conversation,
      { kind: 'text', ...author, clientId, visibility, body, system: null },
      this.now,
    );
    const view = presentMessage(message, actor.name, attachments);
    this.messages.push(message);
    this.changed.add(conversation);
    this.earlier.set(sentKey(actor.id, clientId), view);
    for (const { id } of attachments) this.bound.set(id, message.seq);
    this.written.push({ conversation, actor, message });
    this.publish(conversation, view);
    return view;
  }

  /** The uploads that the message carries; null when one is not there for it. */
  private claim({ actor, conversationId, attachmentIds }: Send): AttachmentView[] | null {
    const claimed: AttachmentView[] = [];
    for (const id of attachmentIds) {
      const found = this.loose.get(id);
      if (!found || found.uploaderId !== actor.id || found.conversationId !== conversationId || this.bound.has(id))
        return null;
      claimed.push(found.view);
    }
    return claimed;
  }

  private publish(conversation: LockedConversation, view: MessageView): void {
    const views = this.views.get(conversation) ?? [];
    if (!views.some(({ seq }) => seq === view.seq)) views.push(view);
    this.views.set(conversation, views);
  }
}

/** What came too late, or carries what another message carries, can have been stored in time before. */
function mayBeRefused(send: Send, conversation: LockedConversation | undefined): boolean {
  return send.attachmentIds.length > 0 || refusalOf(send, conversation) !== null;
}

function refusalOf(send: Send, conversation: LockedConversation | undefined): AppError | null {
  return refusalToWrite(send.actor, conversation, send.visibility) ?? refusalToDisturb(send, conversation);
}

/** While its ticket is on hold, a customer who writes wakes it up first. */
function refusalToDisturb({ actor }: Send, conversation: LockedConversation | undefined): AppError | null {
  if (actor.kind !== 'customer' || !conversation?.sleepingSince) return null;
  return new AppError('CHAT_CLOSED', 'This conversation is asleep.');
}

function isSame(earlier: MessageView, { conversationId, body, visibility, attachmentIds }: Send): boolean {
  return (
    earlier.conversationId === conversationId &&
    earlier.body === body &&
    earlier.visibility === visibility &&
    earlier.attachments
      .map(({ id }) => id)
      .sort()
      .join() === attachmentIds.join()
  );
}

function distinct(values: string[]): string[] {
  return [...new Set(values)];
}
