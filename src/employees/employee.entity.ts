import { Column, Entity, Index, JoinColumn, ManyToOne, OneToMany, PrimaryColumn, type Relation } from 'typeorm';
import type { Locale } from '../contract/shops.dto';
import { Role } from '../roles/role.entity';
import { Shop } from '../shops/shop.entity';
import { TeamMember } from '../teams/team-member.entity';

/** A member of staff. Never deleted, only deactivated, so that histories keep their names. */
@Entity('employees')
@Index('employees_username', ['usernameKey'], { unique: true })
@Index('employees_email', ['emailKey'], { unique: true })
@Index('employees_phone', ['phone'], { unique: true })
@Index('employees_local_phone', ['localPhone'])
@Index('employees_of_shop', ['shopId', 'usernameKey'])
@Index('employees_of_role', ['roleId', 'isActive'])
export class Employee {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  /** Null: works for all shops. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  shopId!: string | null;

  @ManyToOne(() => Shop, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })
  @JoinColumn({ name: 'shopId', foreignKeyConstraintName: 'employees_shop' })
  shop?: Relation<Shop> | null;

  @Column({ type: 'varchar', length: 60, update: false })
  username!: string;

  @Column({ type: 'varchar', length: 120, update: false })
  usernameKey!: string;

  @Column({ type: 'varchar', length: 254 })
  email!: string;

  @Column({ type: 'varchar', length: 320 })
  emailKey!: string;

  /** E.164. */
  @Column({ type: 'varchar', length: 20, nullable: true })
  phone!: string | null;

  /** Its digits as they are dialled within the country: how people type it when they sign in. */
  @Column({ type: 'varchar', length: 20, nullable: true })
  localPhone!: string | null;

  @Column({ type: 'varchar', length: 80 })
  passwordHash!: string;

  @Column({ type: 'varchar', length: 36 })
  roleId!: string;

  @ManyToOne(() => Role, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })
  @JoinColumn({ name: 'roleId', foreignKeyConstraintName: 'employees_role' })
  role?: Relation<Role>;

  @OneToMany(
    () => TeamMember,
    (member) => member.employee,
  )
  memberships?: Relation<TeamMember[]>;

  @Column({ type: 'varchar', length: 80 })
  firstName!: string;

  @Column({ type: 'varchar', length: 80 })
  lastName!: string;

  @Column({ type: 'varchar', length: 120 })
  profession!: string;

  @Column({ type: 'varchar', length: 120 })
  organization!: string;

  @Column({ type: 'varchar', length: 300 })
  address!: string;

  /** Chats at the same time. */
  @Column({ type: 'int' })
  chatCapacity!: number;

  /** Tickets that are given to them by the service; who claims takes as many as they like. */
  @Column({ type: 'int', default: 20 })
  ticketCapacity!: number;

  @Column({ type: 'varchar', length: 8 })
  locale!: Locale;

  @Column({ type: 'boolean' })
  isActive!: boolean;

  /** Grows with every change of what the account may do, so that tokens and sockets are looked at again. */
  @Column({ type: 'int' })
  accessVersion!: number;

  @Column({ type: 'text' })
  searchText!: string;

  @Column({ type: 'datetime', precision: 3, update: false })
  createdAt!: Date;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt!: Date;

  @Column({ type: 'int' })
  version!: number;

  /** What customers and colleagues see: the first name, so that nobody's family name is shown to strangers. */
  get displayName(): string {
    return this.firstName || this.username;
  }
}
