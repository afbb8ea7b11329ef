import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { Presence } from '../contract/chats.dto';
import { Employee } from '../employees/employee.entity';

/** Whether an agent can take chats. Its lock is what capacity rests on: whoever gives an agent a chat holds it. */
@Entity('agent_states')
@Index('agent_states_lease', ['connectedUntil'])
export class AgentState {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  employeeId!: string;

  @ManyToOne(() => Employee, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })
  @JoinColumn({ name: 'employeeId', foreignKeyConstraintName: 'agent_states_employee' })
  employee?: Relation<Employee>;

  @Column({ type: 'varchar', length: 16 })
  presence!: Presence;

  /** The server set it, after offers that nobody answered. */
  @Column({ type: 'boolean' })
  isAutomatic!: boolean;

  /** Offers in a row that expired. */
  @Column({ type: 'int' })
  missedOffers!: number;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  lastOfferedAt!: Date | null;

  /** Until then the agent counts as there; servers renew it for those connected to them. Null: nobody to wait for. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  connectedUntil!: Date | null;

  /** When the last connection ended; null while there is one. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  goneAt!: Date | null;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt!: Date;

  isConnected(now: Date): boolean {
    return this.goneAt === null && this.connectedUntil !== null && this.connectedUntil > now;
  }
}
