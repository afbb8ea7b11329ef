import { Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import type { ReadMarkView } from '../contract/conversations.dto';
import type { Actor } from '../core/actor';
import { AppError } from '../core/app-error';
import { Gathered } from '../core/gathered';
import { marks } from '../core/plain-rows';
import { DomainEvents } from '../database/domain-events';
import { isUniqueViolation } from '../database/driver-errors';
import { sideBySide } from '../database/side-by-side';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { ConversationAccess } from './conversation-access';
import { ReadMark } from './read-mark.entity';

/** More readers than a conversation has in earnest. */
const MAX_READERS = 100;

/** How far people have read. Everybody's marks are in public numbers, so that both sides can compare them. */
@Injectable()
export class ReadMarks {
  private readonly lookUps = new Gathered((ids: string[]) => this.ofEach(ids));

  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: DomainEvents,
    private readonly access: ConversationAccess,
  ) {}

  /** Moves the actor's mark forward and tells whether it moved; what is further back than the mark changes nothing. */
  async markRead(actor: Actor, conversationId: string, seq: number): Promise<boolean> {
    if (actor.kind === 'system') throw new AppError('FORBIDDEN', 'Only people read messages.');
    const { shopId, lastPublicSeq } = await this.access.authorizeRead(actor, conversationId);
    const mark = { readerKind: actor.kind, readerId: actor.id, seq: Math.min(seq, lastPublicSeq) };
    if (mark.seq === 0) return false;

    const hasMoved = await this.move(conversationId, mark);

    if (hasMoved) this.events.publishRead({ shopId, conversationId, mark });
    return hasMoved;
  }

  of(conversationId: string): Promise<ReadMarkView[]> {
    return this.lookUps.ask(conversationId);
  }

  /** How far each of these people has read in each of these conversations; 0 for those who have not begun. */
  async ofReaders(
    readerIds: readonly string[],
    conversationIds: readonly string[],
  ): Promise<(readerId: string, conversationId: string) => number> {
    const rows: Pick<ReadMark, 'readerId' | 'conversationId' | 'seq'>[] = await this.dataSource.query(
      `SELECT readerId, conversationId, seq FROM read_marks
       WHERE conversationId IN (${marks(conversationIds.length)}) AND readerId IN (${marks(readerIds.length)})`,
      [...conversationIds, ...readerIds],
    );
    const seqs = new Map(rows.map(({ readerId, conversationId, seq }) => [`${readerId} ${conversationId}`, seq]));
    return (readerId, conversationId) => seqs.get(`${readerId} ${conversationId}`) ?? 0;
  }

  private async ofEach(conversationIds: readonly string[]): Promise<ReadMarkView[][]> {
    const each = conversationIds.map(
      (_, index) => `SELECT ${index} AS place, readerKind, readerId, seq FROM read_marks
         WHERE conversationId = ? ORDER BY updatedAt DESC LIMIT ${MAX_READERS}`,
    );
    const rows: (ReadMarkView & { place: number })[] = await this.dataSource.query(
      sideBySide(this.dataSource.manager, each),
      [...conversationIds],
    );
    const found = conversationIds.map((): ReadMarkView[] => []);
    for (const { place, ...mark } of rows) found[place]?.push(mark);
    return found;
  }

  private async move(conversationId: string, mark: ReadMarkView): Promise<boolean> {
    try {
      return await this.unitOfWork.run((tx) => moved(tx, conversationId, mark));
    } catch (error) {
      // Another tab of the same person made the first mark in between; now there is one to move.
      if (!isUniqueViolation(error)) throw error;
      return this.unitOfWork.run((tx) => moved(tx, conversationId, mark));
    }
  }
}

async function moved(
  { manager, now }: Tx,
  conversationId: string,
  { readerKind, readerId, seq }: ReadMarkView,
): Promise<boolean> {
  const key = { conversationId, readerId };
  const { affected } = await manager.update(ReadMark, { ...key, seq: LessThan(seq) }, { seq, updatedAt: now });
  if (affected) return true;
  if (await manager.existsBy(ReadMark, key)) return false;
  await manager.insert(ReadMark, { ...key, readerKind, seq, updatedAt: now });
  return true;
}
