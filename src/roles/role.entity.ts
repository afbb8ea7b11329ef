import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { BuiltInRole } from '../contract/permissions';
import type { GrantDto } from '../contract/roles.dto';
import { Shop } from '../shops/shop.entity';

/** A named set of grants: one of a shop's own, or one of the built-in ones that every shop has. */
@Entity('roles')
@Index('roles_name', ['shopId', 'nameKey'], { unique: true })
export class Role {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  /** Null for the built-in roles. */
  @Column({ type: 'varchar', length: 36, nullable: true, update: false })
  shopId!: string | null;

  @ManyToOne(() => Shop, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })
  @JoinColumn({ name: 'shopId', foreignKeyConstraintName: 'roles_shop' })
  shop?: Relation<Shop> | null;

  @Column({ type: 'varchar', length: 80 })
  name!: string;

  @Column({ type: 'varchar', length: 160 })
  nameKey!: string;

  @Column({ type: 'varchar', length: 16, nullable: true, update: false })
  builtIn!: BuiltInRole | null;

  /** Empty for the built-in roles, whose grants are part of the code. */
  @Column({ type: 'json' })
  grants!: GrantDto[];

  @Column({ type: 'datetime', precision: 3, update: false })
  createdAt!: Date;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt!: Date;

  @Column({ type: 'int' })
  version!: number;
}
