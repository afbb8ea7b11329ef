import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Employee } from '../employees/employee.entity';
import { Chat } from './chat.entity';

/** An agent gave this chat back for good. */
@Entity('chat_declines')
@Index('chat_declines_of_agent', ['agentId', 'chatId'])
export class ChatDecline {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  chatId!: string;

  @ManyToOne(() => Chat, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })
  @JoinColumn({ name: 'chatId', foreignKeyConstraintName: 'chat_declines_chat' })
  chat?: Relation<Chat>;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  agentId!: string;

  @ManyToOne(() => Employee, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })
  @JoinColumn({ name: 'agentId', foreignKeyConstraintName: 'chat_declines_agent' })
  agent?: Relation<Employee>;

  @Column({ type: 'varchar', length: 500, nullable: true })
  reason!: string | null;

  @Column({ type: 'datetime', precision: 3 })
  at!: Date;
}
