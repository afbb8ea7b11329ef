import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Conversation } from './conversation.entity';

/** How far somebody has read a conversation. Only ever moves forward. */
@Entity('read_marks')
export class ReadMark {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  conversationId!: string;

  @ManyToOne(() => Conversation, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION', nullable: false })
  @JoinColumn({ name: 'conversationId', foreignKeyConstraintName: 'read_marks_of_conversation' })
  conversation?: Relation<Conversation>;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  readerId!: string;

  @Column({ type: 'varchar', length: 16, update: false })
  readerKind!: 'employee' | 'customer';

  /** Public number of the newest message seen. */
  @Column({ type: 'int' })
  seq!: number;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt!: Date;
}
