import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Customer } from '../customers/customer.entity';
import { Shop } from '../shops/shop.entity';

/** A draft takes uploads for a ticket that is not filed yet. */
export type ConversationKind = 'chat' | 'ticket' | 'draft' | 'direct';

/** An append-only, numbered log of messages, and who may write to it now. Its row's lock is what numbers are taken under. */
@Entity('conversations')
@Index('conversations_shop', ['shopId'])
@Index('conversations_customer', ['customerId'])
export class Conversation {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 36, update: false })
  shopId!: string;

  @ManyToOne(() => Shop, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION', nullable: false })
  @JoinColumn({ name: 'shopId', foreignKeyConstraintName: 'conversations_of_shop' })
  shop?: Relation<Shop>;

  /** Changes when a visitor turns out to be somebody the shop knows. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  customerId!: string | null;

  @ManyToOne(() => Customer, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })
  @JoinColumn({ name: 'customerId', foreignKeyConstraintName: 'conversations_of_customer' })
  customer?: Relation<Customer> | null;

  /** A chat's log can go on as a ticket's. */
  @Column({ type: 'varchar', length: 16 })
  kind!: ConversationKind;

  /** The only employee who may answer the customer now. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  holderId!: string | null;

  @Column({ type: 'varchar', length: 36, nullable: true })
  teamId!: string | null;

  @Column({ type: 'boolean' })
  isClosed!: boolean;

  /** Number of the newest entry of all kinds: what staff count by. */
  @Column({ type: 'int' })
  lastSeq!: number;

  /** Number of the newest entry that the customer sees: what customers count by. */
  @Column({ type: 'int' })
  lastPublicSeq!: number;

  /** `seq` of the newest message that a person wrote for the other side to read; 0 before the first. */
  @Column({ type: 'int' })
  lastTextSeq!: number;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  lastMessageAt!: Date | null;

  /** When the customer wrote what nobody has answered yet; null when it is their turn. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  awaitingSince!: Date | null;

  /** Set while its ticket is on hold: what the customer writes next wakes it up first. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  sleepingSince!: Date | null;

  /** Employees for whom it does not exist, because they gave its chat or ticket back for good. */
  @Column({ type: 'json', nullable: true })
  hiddenFrom!: string[] | null;

  /** The two employees of a direct exchange, and nobody else. */
  @Column({ type: 'json', nullable: true, update: false })
  memberIds!: string[] | null;

  /** Where it goes on since its ticket became part of another one; nobody writes here any more. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  continuedInId!: string | null;

  @Column({ type: 'datetime', precision: 3, update: false })
  createdAt!: Date;
}
