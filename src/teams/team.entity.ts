import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { SlaPolicy } from '../contract/sla.dto';
import type { RoutingMode, TicketRouting } from '../contract/teams.dto';
import { Shop } from '../shops/shop.entity';

/** Employees of one shop who share a queue. */
@Entity('teams')
@Index('teams_name', ['shopId', 'nameKey'], { unique: true })
@Index('teams_order', ['nameKey', 'id'])
export class Team {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 36, update: false })
  shopId!: string;

  @ManyToOne(() => Shop, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })
  @JoinColumn({ name: 'shopId', foreignKeyConstraintName: 'teams_shop' })
  shop?: Relation<Shop>;

  @Column({ type: 'varchar', length: 120 })
  name!: string;

  @Column({ type: 'varchar', length: 240 })
  nameKey!: string;

  @Column({ type: 'varchar', length: 500 })
  description!: string;

  @Column({ type: 'varchar', length: 16 })
  routing!: RoutingMode;

  /** What the team promises; null is what its shop does. */
  @Column({ type: 'json', nullable: true })
  sla!: SlaPolicy | null;

  /** How tickets find their agent; chats have `routing`. */
  @Column({ type: 'varchar', length: 16, default: 'manual' })
  ticketRouting!: TicketRouting;

  @Column({ type: 'datetime', precision: 3, update: false })
  createdAt!: Date;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt!: Date;

  @Column({ type: 'int' })
  version!: number;
}
