import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A creation that was asked for under a key, and what was answered. */
@Entity('idempotency_keys')
@Index('idempotency_keys_age', ['createdAt'])
export class IdempotencyKey {
  /** Hash of who asked, where, and their key. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  requestHash!: string;

  /** Null while the first request is still running. */
  @Column({ type: 'int', nullable: true })
  status!: number | null;

  @Column({ type: 'json', nullable: true })
  response!: object | null;

  @Column({ type: 'datetime', precision: 3 })
  createdAt!: Date;
}
