import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Conversation } from '../conversations/conversation.entity';
import { Customer } from '../customers/customer.entity';

/** What a customer thought of a chat or ticket, once. */
@Entity('reviews')
@Index('reviews_chat', ['chatId'], { unique: true })
@Index('reviews_ticket', ['ticketId'], { unique: true })
@Index('reviews_of_agent', ['agentId', 'createdAt'])
export class Review {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  /** A review is of a chat or of a ticket. */
  @Column({ type: 'varchar', length: 36, nullable: true, update: false })
  chatId!: string | null;

  @Column({ type: 'varchar', length: 36, nullable: true, update: false })
  ticketId!: string | null;

  @Column({ type: 'varchar', length: 36, update: false })
  conversationId!: string;

  @ManyToOne(() => Conversation, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })
  @JoinColumn({ name: 'conversationId', foreignKeyConstraintName: 'reviews_conversation' })
  conversation?: Relation<Conversation>;

  @Column({ type: 'varchar', length: 36 })
  customerId!: string;

  @ManyToOne(() => Customer, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })
  @JoinColumn({ name: 'customerId', foreignKeyConstraintName: 'reviews_customer' })
  customer?: Relation<Customer>;

  /** Who answered last; null when nobody did. */
  @Column({ type: 'varchar', length: 36, nullable: true, update: false })
  agentId!: string | null;

  /** 1 to 5. */
  @Column({ type: 'int' })
  rating!: number;

  @Column({ type: 'text' })
  comment!: string;

  @Column({ type: 'datetime', precision: 3, update: false })
  createdAt!: Date;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt!: Date;
}
