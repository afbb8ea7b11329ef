import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Conversation } from '../conversations/conversation.entity';
import { Employee } from '../employees/employee.entity';
import { Shop } from '../shops/shop.entity';

/** The one conversation that two colleagues have. Their ids are in order, so that a pair has one row whoever begins. */
@Entity('direct_conversations')
@Index('direct_conversations_pair', ['lowId', 'highId', 'shopId'], { unique: true })
@Index('direct_conversations_high', ['highId'])
@Index('direct_conversations_shop', ['shopId'])
export class DirectConversation {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  conversationId!: string;

  @ManyToOne(() => Conversation, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION', nullable: false })
  @JoinColumn({ name: 'conversationId', foreignKeyConstraintName: 'direct_conversations_log' })
  conversation?: Relation<Conversation>;

  @Column({ type: 'varchar', length: 36, update: false })
  shopId!: string;

  @ManyToOne(() => Shop, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION', nullable: false })
  @JoinColumn({ name: 'shopId', foreignKeyConstraintName: 'direct_conversations_of_shop' })
  shop?: Relation<Shop>;

  @Column({ type: 'varchar', length: 36, update: false })
  lowId!: string;

  @ManyToOne(() => Employee, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION', nullable: false })
  @JoinColumn({ name: 'lowId', foreignKeyConstraintName: 'direct_conversations_low' })
  low?: Relation<Employee>;

  @Column({ type: 'varchar', length: 36, update: false })
  highId!: string;

  @ManyToOne(() => Employee, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION', nullable: false })
  @JoinColumn({ name: 'highId', foreignKeyConstraintName: 'direct_conversations_other' })
  high?: Relation<Employee>;
}
