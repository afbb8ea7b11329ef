import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { RoutingStep } from '../contract/chats.dto';
import { Employee } from '../employees/employee.entity';
import { Chat } from './chat.entity';

export type OfferStatus = RoutingStep['outcome'];

/** A waiting chat proposed to one agent, kept for good. Changes only under the lock of its chat. */
@Entity('offers')
@Index('offers_pending', ['pendingChatId'], { unique: true })
@Index('offers_of_agent', ['agentId', 'status'])
@Index('offers_of_chat', ['chatId', 'offeredAt'])
@Index('offers_deadline', ['status', 'deadlineAt'])
export class Offer {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 36, update: false })
  shopId!: string;

  @Column({ type: 'varchar', length: 36, update: false })
  chatId!: string;

  @ManyToOne(() => Chat, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })
  @JoinColumn({ name: 'chatId', foreignKeyConstraintName: 'offers_chat' })
  chat?: Relation<Chat>;

  @Column({ type: 'varchar', length: 36, update: false })
  agentId!: string;

  @ManyToOne(() => Employee, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })
  @JoinColumn({ name: 'agentId', foreignKeyConstraintName: 'offers_agent' })
  agent?: Relation<Employee>;

  @Column({ type: 'varchar', length: 16 })
  status!: OfferStatus;

  /** The chat while the answer is awaited: unique, so a chat is offered to one agent at a time. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  pendingChatId!: string | null;

  @Column({ type: 'varchar', length: 500, nullable: true })
  reason!: string | null;

  @Column({ type: 'datetime', precision: 3, update: false })
  offeredAt!: Date;

  @Column({ type: 'datetime', precision: 3, update: false })
  deadlineAt!: Date;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  answeredAt!: Date | null;
}
