import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AlertData, AlertKind } from '../contract/alerts.dto';
import type { ActorKind } from '../contract/events.dto';

/** One thing that one person is told, written with the change that it tells of. */
@Entity('alerts')
@Index('alerts_of_person', ['recipientId', 'id'])
@Index('alerts_unread', ['recipientId', 'readAt', 'id'])
@Index('alerts_age', ['createdAt', 'id'])
export class Alert {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 16 })
  recipientKind!: 'employee' | 'customer';

  /** Changes when a visitor turns out to be somebody the shop knows. */
  @Column({ type: 'varchar', length: 36 })
  recipientId!: string;

  @Column({ type: 'varchar', length: 36, update: false })
  shopId!: string;

  @Column({ type: 'varchar', length: 32, update: false })
  kind!: AlertKind;

  /** `system` as well where nobody is to know who it was. */
  @Column({ type: 'varchar', length: 16, update: false })
  actorKind!: ActorKind;

  @Column({ type: 'varchar', length: 36, nullable: true, update: false })
  actorId!: string | null;

  @Column({ type: 'varchar', length: 36, nullable: true, update: false })
  ticketId!: string | null;

  @Column({ type: 'varchar', length: 36, nullable: true, update: false })
  conversationId!: string | null;

  @Column({ type: 'json', update: false })
  data!: AlertData;

  @Column({ type: 'datetime', precision: 3, update: false })
  createdAt!: Date;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  readAt!: Date | null;
}
