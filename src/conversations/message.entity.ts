import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { SystemEntry, Visibility } from '../contract/conversations.dto';
import type { ActorKind } from '../contract/events.dto';
import { Conversation } from './conversation.entity';

/** An entry of a conversation. Never changed and never deleted; its key is its place, so a page is one range. */
@Entity('messages')
@Index('messages_client', ['clientId', 'authorId'], { unique: true })
@Index('messages_public', ['conversationId', 'publicSeq'], { unique: true })
export class Message {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  conversationId!: string;

  @ManyToOne(() => Conversation, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION', nullable: false })
  @JoinColumn({ name: 'conversationId', foreignKeyConstraintName: 'messages_of_conversation' })
  conversation?: Relation<Conversation>;

  /** 1, 2, 3 … over everything. */
  @PrimaryColumn({ type: 'int' })
  seq!: number;

  @Column({ type: 'varchar', length: 36, update: false })
  id!: string;

  /** 1, 2, 3 … over what the customer sees; null for a note. */
  @Column({ type: 'int', nullable: true, update: false })
  publicSeq!: number | null;

  @Column({ type: 'varchar', length: 16, update: false })
  kind!: 'text' | 'system';

  @Column({ type: 'varchar', length: 16, update: false })
  authorKind!: ActorKind;

  @Column({ type: 'varchar', length: 36, nullable: true, update: false })
  authorId!: string | null;

  /** The author's own id for it, which makes sending again harmless; null for system entries. */
  @Column({ type: 'varchar', length: 36, nullable: true, update: false })
  clientId!: string | null;

  @Column({ type: 'varchar', length: 16, update: false })
  visibility!: Visibility;

  @Column({ type: 'text', update: false })
  body!: string;

  @Column({ type: 'json', nullable: true, update: false })
  system!: SystemEntry | null;

  @Column({ type: 'datetime', precision: 3, update: false })
  createdAt!: Date;
}
