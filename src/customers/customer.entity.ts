import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { normalKey } from '../core/normal';
import { Shop } from '../shops/shop.entity';

/** Somebody who asks a shop: an anonymous visitor, one the shop vouches for, or one with an account. Never deleted. */
@Entity('customers')
@Index('customers_of_shop', ['shopId', 'id'])
@Index('customers_username', ['shopId', 'usernameKey'], { unique: true })
@Index('customers_email', ['shopId', 'loginEmailKey'], { unique: true })
@Index('customers_phone', ['shopId', 'loginPhone'], { unique: true })
@Index('customers_external', ['shopId', 'externalId'], { unique: true })
@Index('customers_login_username', ['usernameKey'])
@Index('customers_login_email', ['loginEmailKey'])
@Index('customers_login_phone', ['loginPhone'])
@Index('customers_local_phone', ['loginLocalPhone'])
@Index('customers_same_email', ['emailKey', 'shopId'])
@Index('customers_merged', ['mergedIntoId'])
export class Customer {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 36, update: false })
  shopId!: string;

  @ManyToOne(() => Shop, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })
  @JoinColumn({ name: 'shopId', foreignKeyConstraintName: 'customers_shop' })
  shop?: Relation<Shop>;

  @Column({ type: 'varchar', length: 120 })
  name!: string;

  @Column({ type: 'varchar', length: 254, nullable: true })
  email!: string | null;

  /** The form in which `email` is compared. */
  @Column({ type: 'varchar', length: 320, nullable: true })
  emailKey!: string | null;

  /** When they showed that the address is theirs, while signed in to this account; null after it has changed. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  emailVerifiedAt!: Date | null;

  /** When whoever reads the address said that mail from here may come. Says nothing of who this customer is. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  mailAllowedAt!: Date | null;

  /** E.164. */
  @Column({ type: 'varchar', length: 20, nullable: true })
  phone!: string | null;

  @Column({ type: 'varchar', length: 60, nullable: true })
  username!: string | null;

  /** These three are set for accounts only: visitors may share an e-mail, and prove nothing by knowing it. */
  @Column({ type: 'varchar', length: 120, nullable: true })
  usernameKey!: string | null;

  @Column({ type: 'varchar', length: 320, nullable: true })
  loginEmailKey!: string | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  loginPhone!: string | null;

  /** The digits of `loginPhone` as they are dialled within the country. */
  @Column({ type: 'varchar', length: 20, nullable: true })
  loginLocalPhone!: string | null;

  @Column({ type: 'varchar', length: 80, nullable: true })
  passwordHash!: string | null;

  /** What the shop's own server calls them. */
  @Column({ type: 'varchar', length: 200, nullable: true })
  externalId!: string | null;

  /** Whether the shop's own server has vouched for who this is. */
  @Column({ type: 'boolean' })
  isVerified!: boolean;

  /** Served before others in the queue. */
  @Column({ type: 'boolean' })
  isPriority!: boolean;

  @Column({ type: 'varchar', length: 120 })
  profession!: string;

  @Column({ type: 'varchar', length: 120 })
  organization!: string;

  @Column({ type: 'varchar', length: 300 })
  address!: string;

  @Column({ type: 'varchar', length: 8, nullable: true })
  locale!: string | null;

  @Column({ type: 'boolean' })
  isActive!: boolean;

  /** Set while it is their own wish not to be active, which they can take back. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  deactivatedThemselvesAt!: Date | null;

  /** The account of the same person that took over what this one had. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  mergedIntoId!: string | null;

  /** Grows with every change of what the account may do, so that tokens and sockets are looked at again. */
  @Column({ type: 'int' })
  accessVersion!: number;

  @Column({ type: 'text' })
  searchText!: string;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  lastSeenAt!: Date | null;

  @Column({ type: 'datetime', precision: 3, update: false })
  createdAt!: Date;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt!: Date;

  @Column({ type: 'int' })
  version!: number;

  /** Whether what is written here may be sent to the address. */
  get isMailWelcome(): boolean {
    return Boolean(this.emailVerifiedAt || this.mailAllowedAt || this.isVerified);
  }

  /** Another address is nobody's until it is shown to be theirs. */
  setEmail(email: string | null): void {
    const key = email && normalKey(email);
    if (key !== this.emailKey) Object.assign(this, { emailVerifiedAt: null, mailAllowedAt: null });
    Object.assign(this, { email, emailKey: key });
  }

  get isRegistered(): boolean {
    return this.passwordHash !== null;
  }
}
