import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AccountKind } from './sign-in.entity';

export type ProofPurpose = 'signIn' | 'verifyEmail' | 'resetPassword';

/** A secret that was sent by e-mail; whoever knows it reads that mailbox. Only its hash is kept. */
@Entity('account_proofs')
@Index('account_proofs_secret', ['secretHash'])
@Index('account_proofs_account', ['accountId', 'purpose', 'createdAt'])
@Index('account_proofs_expiry', ['expiresAt'])
export class AccountProof {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 16, update: false })
  purpose!: ProofPurpose;

  /** Null where the account does not exist: asking for it costs the same as asking for one that does. */
  @Column({ type: 'varchar', length: 16, nullable: true, update: false })
  accountKind!: AccountKind | null;

  @Column({ type: 'varchar', length: 36, nullable: true, update: false })
  accountId!: string | null;

  @Column({ type: 'varchar', length: 64, update: false })
  secretHash!: string;

  /** What the account was like; once that has changed, the secret opens nothing. */
  @Column({ type: 'varchar', length: 64, update: false })
  fingerprint!: string;

  @Column({ type: 'int' })
  triesLeft!: number;

  @Column({ type: 'datetime', precision: 3, update: false })
  expiresAt!: Date;

  /** When it was used, or replaced by a newer one. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  endedAt!: Date | null;

  @Column({ type: 'datetime', precision: 3, update: false })
  createdAt!: Date;
}
