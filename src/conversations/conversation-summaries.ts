import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { LastMessage } from '../contract/chats.dto';
import type { ActorKind } from '../contract/events.dto';
import { GatheredById } from '../core/gathered';
import { marks, timeOf } from '../core/plain-rows';

const PREVIEW = 140;

/** What a list of chats shows of a conversation. */
export interface ConversationSummary {
  lastSeq: number;
  lastPublicSeq: number;
  awaitingSince: Date | null;
  /** The newest message that a person wrote for the other side to read. */
  lastMessage: LastMessage | null;
}

/** With its last message, and what whoever wrote it is called now. */
interface Row {
  id: string;
  lastSeq: number;
  lastPublicSeq: number;
  awaitingSince: Date | string | null;
  seq: number | null;
  authorKind: ActorKind;
  authorName: string;
  preview: string;
  createdAt: Date | string;
}

/** Sums up many conversations in one question. Nobody's rights are checked: the lists that show them have done so. */
@Injectable()
export class ConversationSummaries {
  private readonly summaries = new GatheredById((ids) => this.read(ids));

  constructor(private readonly dataSource: DataSource) {}

  of(conversationIds: readonly string[]): Promise<ReadonlyMap<string, ConversationSummary>> {
    return this.summaries.of(conversationIds);
  }

  private async read(ids: readonly string[]): Promise<Map<string, ConversationSummary>> {
    const rows: Row[] = await this.dataSource.query(
      `SELECT log.id, log.lastSeq, log.lastPublicSeq, log.awaitingSince, message.seq, message.authorKind,
         COALESCE(NULLIF(employee.firstName, ''), employee.username, customer.name, '') AS authorName,
         SUBSTR(message.body, 1, ${PREVIEW}) AS preview, message.createdAt
       FROM conversations log
       LEFT JOIN messages message
         ON log.lastTextSeq > 0 AND message.conversationId = log.id AND message.seq = log.lastTextSeq
       LEFT JOIN employees employee ON message.authorKind = 'employee' AND employee.id = message.authorId
       LEFT JOIN customers customer ON message.authorKind = 'customer' AND customer.id = message.authorId
       WHERE log.id IN (${marks(ids.length)})`,
      [...ids],
    );
    return new Map(rows.map((row) => [row.id, summaryOf(row)]));
  }
}

function summaryOf({ lastSeq, lastPublicSeq, awaitingSince, ...message }: Row): ConversationSummary {
  return {
    lastSeq,
    lastPublicSeq,
    awaitingSince: awaitingSince === null ? null : timeOf(awaitingSince),
    lastMessage: lastMessageOf(message),
  };
}

function lastMessageOf({
  seq,
  authorKind,
  authorName,
  preview,
  createdAt,
}: Pick<Row, 'seq' | 'authorKind' | 'authorName' | 'preview' | 'createdAt'>): LastMessage | null {
  return seq === null ? null : { seq, authorKind, authorName, preview, at: timeOf(createdAt).toISOString() };
}
