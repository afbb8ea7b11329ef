import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ActorKind } from '../contract/events.dto';

/** One thing that happened, for good: written with the change itself, never updated, never deleted. */
@Entity('events')
@Index('events_shop', ['shopId', 'id'])
@Index('events_subject', ['subjectId', 'id'])
@Index('events_actor', ['actorId', 'id'])
@Index('events_name', ['name', 'id'])
export class StoredEvent {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 36, nullable: true, update: false })
  shopId!: string | null;

  @Column({ type: 'varchar', length: 60, update: false })
  name!: string;

  @Column({ type: 'varchar', length: 16, update: false })
  actorKind!: ActorKind;

  @Column({ type: 'varchar', length: 36, nullable: true, update: false })
  actorId!: string | null;

  @Column({ type: 'varchar', length: 40, update: false })
  subjectKind!: string;

  @Column({ type: 'varchar', length: 36, update: false })
  subjectId!: string;

  @Column({ type: 'varchar', length: 24, nullable: true, update: false })
  fromStatus!: string | null;

  @Column({ type: 'varchar', length: 24, nullable: true, update: false })
  toStatus!: string | null;

  /** The fields that changed, as they were. */
  @Column({ type: 'json', nullable: true, update: false })
  before!: object | null;

  @Column({ type: 'json', nullable: true, update: false })
  after!: object | null;

  @Column({ type: 'datetime', precision: 3, update: false })
  at!: Date;
}
