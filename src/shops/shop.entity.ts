import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Branding, Locale, OpenInterval, ShopSettings } from '../contract/shops.dto';
import type { SlaPolicy } from '../contract/sla.dto';

/** A tenant: what belongs to one shop is never seen from another. */
@Entity('shops')
@Index('shops_slug', ['slug'], { unique: true })
@Index('shops_sla_stale', ['slaStaleAt'])
@Index('shops_key', ['publicKey'], { unique: true })
export class Shop {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 120 })
  name!: string;

  @Column({ type: 'varchar', length: 200 })
  location!: string;

  /** Part of links, so it stays as it was made. */
  @Column({ type: 'varchar', length: 60, update: false })
  slug!: string;

  @Column({ type: 'varchar', length: 60, update: false })
  publicKey!: string;

  /** With it the shop's own server signs who its visitor is. */
  @Column({ type: 'varchar', length: 64 })
  identitySecret!: string;

  /** The secret before, so that a rotation does not turn away who was signed a moment ago. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  previousIdentitySecret!: string | null;

  @Column({ type: 'json' })
  allowedOrigins!: string[];

  @Column({ type: 'varchar', length: 60 })
  timeZone!: string;

  @Column({ type: 'varchar', length: 8 })
  locale!: Locale;

  @Column({ type: 'json' })
  businessHours!: OpenInterval[];

  @Column({ type: 'json' })
  holidays!: string[];

  @Column({ type: 'json' })
  categories!: string[];

  @Column({ type: 'json' })
  branding!: Branding;

  @Column({ type: 'json' })
  settings!: ShopSettings;

  /** What the shop promises; null is the default. */
  @Column({ type: 'json', nullable: true })
  sla!: SlaPolicy | null;

  /** Since when the due times of open tickets are to be worked out anew; null when all are right. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  slaStaleAt!: Date | null;

  /** Number of the newest chat. Grows only under this row's lock, so it has no gaps. */
  @Column({ type: 'int' })
  lastChatNumber!: number;

  /** Number of the newest ticket. Grows only under this row's lock, so none is given twice. */
  @Column({ type: 'int', default: 0 })
  lastTicketNumber!: number;

  @Column({ type: 'boolean' })
  isActive!: boolean;

  @Column({ type: 'text' })
  searchText!: string;

  @Column({ type: 'datetime', precision: 3, update: false })
  createdAt!: Date;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt!: Date;

  @Column({ type: 'int' })
  version!: number;
}
