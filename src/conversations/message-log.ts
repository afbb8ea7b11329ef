import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import type { ConversationPage, MessageView } from '../contract/conversations.dto';
import type { Actor } from '../core/actor';
import { Gathered } from '../core/gathered';
import { attachmentsOf } from './attachment-rows';
import { type Audience, audienceOf, STAFF } from './audience';
import { AuthorNames } from './author-names';
import { Conversation } from './conversation.entity';
import { ConversationAccess } from './conversation-access';
import { presentMessage } from './message.presenter';
import { readStretches, type Stretch } from './message-stretches';
import type { NumberedMessage } from './numbering';
import { ReadMarks } from './read-marks.service';

const DEFAULT_PAGE = 50;

/** What `since` gives at once; whoever gets as many asks again. */
export const SINCE_PAGE = 200;

export interface PageRequest {
  /** Numbers are those of the actor's audience. Without any, the newest page is meant. */
  afterSeq?: number;
  /** `id` of the message that the client has under `afterSeq`. */
  afterId?: string;
  beforeSeq?: number;
  limit?: number;
}

export interface Position {
  conversationId: string;
  lastSeq: number;
  lastPublicSeq: number;
}

/** Reads conversations: customers by their own numbering and never a note, staff everything. */
@Injectable()
export class MessageLog {
  /** Thousands come back at the same moment, and other servers tell of many conversations at once. */
  private readonly stretches = new Gathered((stretches: Stretch[]) => this.readEach(stretches));

  constructor(
    private readonly dataSource: DataSource,
    private readonly access: ConversationAccess,
    private readonly names: AuthorNames,
    private readonly readMarks: ReadMarks,
  ) {}

  /** The conversation, if it exists for this actor; else NOT_FOUND. */
  authorizeRead(actor: Actor, conversationId: string): Promise<Conversation> {
    return this.access.authorizeRead(actor, conversationId);
  }

  /** First load, catching up and scrolling back are one question, so that they cannot differ. */
  async page(actor: Actor, conversationId: string, request: PageRequest): Promise<ConversationPage> {
    const conversation = await this.access.authorizeRead(actor, conversationId);
    const audience = audienceOf(actor);
    const [{ messages, asked }, readMarks] = await Promise.all([
      this.read(conversation, audience, request),
      this.readMarks.of(conversationId),
    ]);

    const lastSeq = Math.max(audience.last(conversation), messages.at(-1)?.seq ?? 0);
    const from = messages[0]?.seq ?? (asked.afterSeq ?? 0) + 1;
    const to = messages.at(-1)?.seq ?? asked.afterSeq ?? (asked.beforeSeq ?? lastSeq + 1) - 1;
    return {
      conversationId,
      messages,
      lastSeq,
      hasOlder: from > 1,
      hasNewer: to < lastSeq,
      reset: asked !== request,
      readMarks,
      ...(conversation.continuedInId ? { continuedInId: conversation.continuedInId } : {}),
    };
  }

  /** For bringing clients up to date: what comes after `seq`, as staff see it. Nobody's rights are checked. */
  since(conversationId: string, seq: number): Promise<MessageView[]> {
    return this.stretches.ask({ conversationId, audience: STAFF, after: seq, limit: SINCE_PAGE });
  }

  /** How far the conversations have come, for noticing what was missed. Nobody's rights are checked. */
  async positions(conversationIds: readonly string[]): Promise<Position[]> {
    if (conversationIds.length === 0) return [];
    const found = await this.manager.find(Conversation, {
      select: { id: true, lastSeq: true, lastPublicSeq: true },
      where: { id: In([...conversationIds]) },
    });
    return found.map(({ id, lastSeq, lastPublicSeq }) => ({ conversationId: id, lastSeq, lastPublicSeq }));
  }

  private get manager(): EntityManager {
    return this.dataSource.manager;
  }

  /**
   * What was asked for. A restored or failed-over database can have other messages under the same numbers than the
   * client was shown: then the newest page, as if nothing else had been asked.
   */
  private async read(
    conversation: Conversation,
    audience: Audience,
    request: PageRequest,
  ): Promise<{ messages: MessageView[]; asked: PageRequest }> {
    const { afterSeq = 0, afterId, beforeSeq, limit = DEFAULT_PAGE } = request;
    const place = { conversationId: conversation.id, audience };
    const isAnchored = afterSeq > 0 && afterId !== undefined;

    const found = await this.stretches.ask(
      isAnchored
        ? { ...place, after: afterSeq - 1, before: beforeSeq && Math.max(beforeSeq, afterSeq + 1), limit: limit + 1 }
        : { ...place, after: afterSeq, before: beforeSeq, limit, isNewest: request.afterSeq === undefined },
    );
    const messages = found.map((message) => audience.view(message));
    if (!isAnchored && afterSeq <= audience.last(conversation)) return { messages, asked: request };
    const [anchor, ...later] = messages;
    if (isAnchored && anchor?.seq === afterSeq && anchor.id === afterId) return { messages: later, asked: request };

    return this.read(conversation, audience, { limit });
  }

  private async readEach(stretches: readonly Stretch[]): Promise<MessageView[][]> {
    const found = await readStretches(this.manager, stretches);
    const views = await this.present(found.flat());
    return found.map(({ length }) => views.splice(0, length));
  }

  private async present(messages: readonly NumberedMessage[]): Promise<MessageView[]> {
    const [nameOf, carriedBy] = await Promise.all([this.names.of(messages), attachmentsOf(this.manager, messages)]);
    return messages.map((message) => presentMessage(message, nameOf(message), carriedBy(message)));
  }
}
