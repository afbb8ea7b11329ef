import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import type { ConversationPage, MessageView } from '../contract/conversations.dto';
import type { Actor } from '../core/actor';
import { Gathered } from '../core/gathered';
import { attachmentsOf } from './attachment-rows';
import { type Audience, audienceOf } from './audience';
import { AuthorNames } from './author-names';
import { Conversation } from './conversation.entity';
import { ConversationAccess } from './conversation-access';
import { type Place, readSince } from './later-messages';
import { presentMessage } from './message.presenter';
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
  private readonly followUps = new Gathered((places: Place[]) => this.sinceEach(places));

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
    const reset = await this.isOtherHistory(conversation, audience, request);
    const asked: PageRequest = reset ? { limit: request.limit } : request;

    // Most who come back have missed nothing.
    const isUpToDate = asked.afterSeq !== undefined && asked.afterSeq === audience.last(conversation);
    const range = { ...asked, limit: asked.limit ?? DEFAULT_PAGE };
    const rows = isUpToDate ? [] : await audience.read(this.manager, conversationId, range);

    const messages = (await this.present(rows)).map((view) => audience.view(view));
    const lastSeq = Math.max(audience.last(conversation), messages.at(-1)?.seq ?? 0);
    const from = messages[0]?.seq ?? (asked.afterSeq ?? 0) + 1;
    const to = messages.at(-1)?.seq ?? asked.afterSeq ?? (asked.beforeSeq ?? lastSeq + 1) - 1;
    return {
      conversationId,
      messages,
      lastSeq,
      hasOlder: from > 1,
      hasNewer: to < lastSeq,
      reset,
      readMarks: await this.readMarks.of(conversationId),
      ...(conversation.continuedInId ? { continuedInId: conversation.continuedInId } : {}),
    };
  }

  /**
   * For bringing clients up to date: what comes after `seq`, as staff see it. Nobody's rights are checked. Other servers
   * tell of many conversations at the same moment, which are read together.
   */
  since(conversationId: string, seq: number): Promise<MessageView[]> {
    return this.followUps.ask({ conversationId, seq });
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

  private async sinceEach(places: readonly Place[]): Promise<MessageView[][]> {
    const found = await readSince(this.manager, places, SINCE_PAGE);
    const views = await this.present(found.flat());
    return found.map(({ length }) => views.splice(0, length));
  }

  private async present(messages: readonly NumberedMessage[]): Promise<MessageView[]> {
    const nameOf = await this.names.of(messages);
    const carriedBy = await attachmentsOf(this.manager, messages);
    return messages.map((message) => presentMessage(message, nameOf(message), carriedBy(message)));
  }

  /** A restored or failed-over database can have other messages under the same numbers than the client was shown. */
  private async isOtherHistory(
    conversation: Conversation,
    audience: Audience,
    { afterSeq = 0, afterId }: PageRequest,
  ): Promise<boolean> {
    if (afterSeq === 0) return false;
    if (!afterId) return afterSeq > audience.last(conversation);
    return (await audience.idAt(this.manager, conversation.id, afterSeq)) !== afterId;
  }
}
