import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { ViewFilters } from '../contract/saved-views.dto';
import type { TicketSort } from '../contract/ticket-requests.dto';
import { Employee } from '../employees/employee.entity';
import { Shop } from '../shops/shop.entity';

const KEPT = { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' } as const;

/** A list of tickets that somebody looks at often, under a name. What it shows is each reader's own matter. */
@Entity('saved_views')
@Index('saved_views_name', ['ownerId', 'nameKey'], { unique: true })
@Index('saved_views_shared', ['shopId', 'isShared', 'position'])
export class SavedView {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 36, update: false })
  ownerId!: string;

  @ManyToOne(() => Employee, KEPT)
  @JoinColumn({ name: 'ownerId', foreignKeyConstraintName: 'saved_views_owner' })
  owner?: Relation<Employee>;

  /** Null: over all shops, of somebody who works for them. */
  @Column({ type: 'varchar', length: 36, nullable: true, update: false })
  shopId!: string | null;

  @ManyToOne(() => Shop, KEPT)
  @JoinColumn({ name: 'shopId', foreignKeyConstraintName: 'saved_views_shop' })
  shop?: Relation<Shop> | null;

  @Column({ type: 'varchar', length: 80 })
  name!: string;

  @Column({ type: 'varchar', length: 160 })
  nameKey!: string;

  @Column({ type: 'json' })
  filters!: ViewFilters;

  @Column({ type: 'varchar', length: 16 })
  sort!: TicketSort;

  @Column({ type: 'boolean' })
  isShared!: boolean;

  @Column({ type: 'int' })
  position!: number;

  @Column({ type: 'datetime', precision: 3, update: false })
  createdAt!: Date;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt!: Date;
}
