import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Employee } from '../employees/employee.entity';
import { Ticket } from './ticket.entity';

/** An agent gave this ticket back for good. */
@Entity('ticket_declines')
@Index('ticket_declines_of_agent', ['agentId', 'ticketId'])
export class TicketDecline {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  ticketId!: string;

  @ManyToOne(() => Ticket, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })
  @JoinColumn({ name: 'ticketId', foreignKeyConstraintName: 'ticket_declines_ticket' })
  ticket?: Relation<Ticket>;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  agentId!: string;

  @ManyToOne(() => Employee, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })
  @JoinColumn({ name: 'agentId', foreignKeyConstraintName: 'ticket_declines_agent' })
  agent?: Relation<Employee>;

  @Column({ type: 'varchar', length: 500, nullable: true })
  reason!: string | null;

  @Column({ type: 'datetime', precision: 3 })
  at!: Date;
}
