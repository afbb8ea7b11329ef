import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type AccountKind = 'employee' | 'customer';

/** One place where somebody is signed in, from signing in to signing out. Every token of it names it. */
@Entity('sign_ins')
@Index('sign_ins_account', ['accountId', 'endedAt'])
@Index('sign_ins_expiry', ['expiresAt'])
export class SignIn {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 16, update: false })
  accountKind!: AccountKind;

  @Column({ type: 'varchar', length: 36, update: false })
  accountId!: string;

  /** Which refresh token is the valid one; each use makes the next. */
  @Column({ type: 'int' })
  generation!: number;

  @Column({ type: 'datetime', precision: 3 })
  rotatedAt!: Date;

  @Column({ type: 'datetime', precision: 3, update: false })
  createdAt!: Date;

  @Column({ type: 'datetime', precision: 3 })
  expiresAt!: Date;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  endedAt!: Date | null;

  @Column({ type: 'varchar', length: 24, nullable: true })
  endReason!: string | null;

  /** So that people recognise where they are signed in. */
  @Column({ type: 'varchar', length: 200, update: false })
  userAgent!: string;
}
