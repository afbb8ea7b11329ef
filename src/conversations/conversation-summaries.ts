import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { LastMessage } from '../contract/chats.dto';
import { AuthorNames } from './author-names';
import { Conversation } from './conversation.entity';
import { Message } from './message.entity';

const PREVIEW = 140;

/** What a list of chats shows of a conversation. */
export interface ConversationSummary {
  lastSeq: number;
  lastPublicSeq: number;
  awaitingSince: Date | null;
  /** The newest message that a person wrote for the other side to read. */
  lastMessage: LastMessage | null;
}

/** Sums up many conversations in few questions. Nobody's rights are checked: the lists that show them have done so. */
@Injectable()
export class ConversationSummaries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly names: AuthorNames,
  ) {}

  async of(conversationIds: readonly string[]): Promise<Map<string, ConversationSummary>> {
    if (conversationIds.length === 0) return new Map();
    const { manager } = this.dataSource;
    const conversations = await manager.findBy(Conversation, { id: In([...conversationIds]) });
    const places = conversations.filter(({ lastTextSeq }) => lastTextSeq > 0);
    const where = places.map(({ id, lastTextSeq }) => ({ conversationId: id, seq: lastTextSeq }));
    const messages = where.length > 0 ? await manager.findBy(Message, where) : [];

    const nameOf = await this.names.of(messages);
    const lastOf = new Map(messages.map((message) => [message.conversationId, presentLast(message, nameOf(message))]));
    return new Map(
      conversations.map(({ id, lastSeq, lastPublicSeq, awaitingSince }) => [
        id,
        { lastSeq, lastPublicSeq, awaitingSince, lastMessage: lastOf.get(id) ?? null },
      ]),
    );
  }
}

function presentLast({ seq, authorKind, body, createdAt }: Message, authorName: string): LastMessage {
  return {
    seq,
    authorKind,
    authorName,
    preview: [...body.slice(0, PREVIEW * 2)].slice(0, PREVIEW).join(''),
    at: createdAt.toISOString(),
  };
}
