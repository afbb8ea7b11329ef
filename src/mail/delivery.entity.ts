import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { RecipientKind } from './mail-kinds';

/** `skipped`: nobody is to get it after all. `dead`: given up. */
export type DeliveryStatus = 'pending' | 'sent' | 'skipped' | 'dead';

/** A mail that has to go out, written with the change that it tells of. */
@Entity('deliveries')
@Index('deliveries_once', ['onceKey'], { unique: true })
@Index('deliveries_due', ['status', 'dueAt'])
@Index('deliveries_address', ['addressKey', 'createdAt'])
export class Delivery {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  /** What must not be told twice, for example an event and its reader; null where repeating is meant. */
  @Column({ type: 'varchar', length: 120, nullable: true, update: false })
  onceKey!: string | null;

  @Column({ type: 'varchar', length: 40, update: false })
  kind!: string;

  @Column({ type: 'varchar', length: 36, nullable: true, update: false })
  shopId!: string | null;

  @Column({ type: 'varchar', length: 16, nullable: true, update: false })
  recipientKind!: RecipientKind | null;

  @Column({ type: 'varchar', length: 36, nullable: true, update: false })
  recipientId!: string | null;

  /** Tells addresses apart without naming them. */
  @Column({ type: 'varchar', length: 64, update: false })
  addressKey!: string;

  /** Whether the address's owner has never said that they want mail from here. */
  @Column({ type: 'boolean', update: false })
  isUnconfirmed!: boolean;

  /** Address and content, encrypted, since some hold a code or a link that lets in; gone once it is sent. */
  @Column({ type: 'text', nullable: true })
  sealed!: string | null;

  @Column({ type: 'varchar', length: 16 })
  status!: DeliveryStatus;

  /** Tries that were begun. */
  @Column({ type: 'int' })
  attempts!: number;

  /** When to try next; while somebody tries, when another may think that they died. */
  @Column({ type: 'datetime', precision: 3 })
  dueAt!: Date;

  @Column({ type: 'varchar', length: 200, nullable: true })
  lastError!: string | null;

  @Column({ type: 'datetime', precision: 3, update: false })
  createdAt!: Date;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  endedAt!: Date | null;
}
