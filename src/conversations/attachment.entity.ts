import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Conversation } from './conversation.entity';

/** A file that somebody uploaded to a conversation. It belongs to its uploader alone until a message carries it. */
@Entity('attachments')
@Index('attachments_message', ['conversationId', 'messageSeq'])
@Index('attachments_uploader', ['uploaderId', 'createdAt'])
@Index('attachments_age', ['messageSeq', 'createdAt'])
export class Attachment {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 36, update: false })
  shopId!: string;

  @Column({ type: 'varchar', length: 36, update: false })
  conversationId!: string;

  @ManyToOne(() => Conversation, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION', nullable: false })
  @JoinColumn({ name: 'conversationId', foreignKeyConstraintName: 'attachments_of_conversation' })
  conversation?: Relation<Conversation>;

  @Column({ type: 'varchar', length: 16, update: false })
  uploaderKind!: 'employee' | 'customer';

  @Column({ type: 'varchar', length: 36, update: false })
  uploaderId!: string;

  /** Random: says nothing of the file or its owner. */
  @Column({ type: 'varchar', length: 64, update: false })
  storageKey!: string;

  @Column({ type: 'varchar', length: 64, nullable: true, update: false })
  thumbnailKey!: string | null;

  @Column({ type: 'varchar', length: 200, update: false })
  name!: string;

  @Column({ type: 'varchar', length: 40, update: false })
  mime!: string;

  @Column({ type: 'int', update: false })
  size!: number;

  @Column({ type: 'int', nullable: true, update: false })
  width!: number | null;

  @Column({ type: 'int', nullable: true, update: false })
  height!: number | null;

  /** `seq` of the message that carries it; null until one does. */
  @Column({ type: 'int', nullable: true })
  messageSeq!: number | null;

  @Column({ type: 'datetime', precision: 3, update: false })
  createdAt!: Date;
}
