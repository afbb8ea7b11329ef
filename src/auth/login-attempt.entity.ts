import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How often signing in has failed lately, for an account, an address, or the two together. */
@Entity('login_attempts')
@Index('login_attempts_age', ['failedAt'])
export class LoginAttempt {
  /** Hash of what is counted, so that no address or name is kept. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  @Column({ type: 'int' })
  failures!: number;

  @Column({ type: 'datetime', precision: 3 })
  failedAt!: Date;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  blockedUntil!: Date | null;
}
