import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Employee } from '../employees/employee.entity';
import { Team } from './team.entity';

/** That an employee belongs to a team. */
@Entity('team_members')
@Index('team_members_of_employee', ['employeeId', 'teamId'])
export class TeamMember {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  teamId!: string;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  employeeId!: string;

  @ManyToOne(() => Team, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })
  @JoinColumn({ name: 'teamId', foreignKeyConstraintName: 'team_members_team' })
  team?: Relation<Team>;

  @ManyToOne(
    () => Employee,
    (employee) => employee.memberships,
    { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' },
  )
  @JoinColumn({ name: 'employeeId', foreignKeyConstraintName: 'team_members_employee' })
  employee?: Relation<Employee>;
}
