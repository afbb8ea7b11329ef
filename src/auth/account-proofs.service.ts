import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, IsNull, LessThan, MoreThan } from 'typeorm';
import { ENV, type Env } from '../core/env';
import { newId } from '../core/ids';
import { derivedKey, keyedHash } from '../core/keys';
import { Clock } from '../database/clock';
import { Leases } from '../database/leases';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { AccountProof, type ProofPurpose } from './account-proof.entity';
import type { AccountKind } from './sign-in.entity';

const MINUTE = 60_000;
const CLEAN_EVERY = 600_000;
const TOKEN_BYTES = 32;
/** How long each holds, and how many wrong tries a code takes. Links hold a secret that nobody guesses. */
const RULES: Record<ProofPurpose, { lastsMs: number; tries: number; perHour: number }> = {
  signIn: { lastsMs: 10 * MINUTE, tries: 5, perHour: 5 },
  verifyEmail: { lastsMs: 24 * 60 * MINUTE, tries: 1, perHour: 5 },
  resetPassword: { lastsMs: 30 * MINUTE, tries: 1, perHour: 5 },
};

/** Whose secret it is, and what about them must stay as it is for the secret to work. */
export interface Provable {
  kind: AccountKind;
  id: string;
  traits: readonly (string | null)[];
}

/** Secrets that are sent by e-mail: made, checked once, forgotten. */
@Injectable()
export class AccountProofs {
  private readonly key: Buffer;

  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(ENV) env: Env,
    leases: Leases,
  ) {
    this.key = derivedKey(env, 'account proofs');
    leases.every({ name: 'account-proofs', everyMs: CLEAN_EVERY, run: () => this.forgetOld() });
  }

  /** Six digits to type; null when the account has had enough of them for now. Those sent before stop working. */
  async code(tx: Tx, account: Provable | null): Promise<string | null> {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const isMade = await this.insert(tx, 'signIn', account, (id) => this.codeHash(id, code));
    return isMade ? code : null;
  }

  /** A secret for a link. */
  async token(tx: Tx, purpose: ProofPurpose, account: Provable | null): Promise<string | null> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    return (await this.insert(tx, purpose, account, () => tokenHash(token))) ? token : null;
  }

  /**
   * Whether it is the account's code. A try counts even when what it was needed for fails afterwards, so it is a
   * change of its own.
   */
  async isCode(account: Provable | null, code: string): Promise<boolean> {
    return this.unitOfWork.run(async (tx) => {
      const newest = await tx.manager.findOne(AccountProof, {
        where: { accountId: account?.id ?? 'nobody', purpose: 'signIn', endedAt: IsNull() },
        order: { createdAt: 'DESC', id: 'DESC' },
      });
      const proof = await tx.lock(AccountProof, { id: newest?.id ?? 'none' });
      if (!account || !proof || proof.endedAt || proof.expiresAt <= tx.now || proof.triesLeft <= 0) return false;

      const isRight = isSame(proof.secretHash, this.codeHash(proof.id, code)) && this.isUnchanged(proof, account);
      const triesLeft = proof.triesLeft - 1;
      const endedAt = isRight || triesLeft === 0 ? tx.now : null;
      await tx.manager.update(AccountProof, { id: proof.id }, { triesLeft, endedAt });
      return isRight;
    });
  }

  /** Whose token it seems to be, for what has to be prepared before it is used. */
  async ownerOf(purpose: ProofPurpose, token: string): Promise<{ kind: AccountKind; id: string } | null> {
    const proof = await this.dataSource
      .getRepository(AccountProof)
      .findOneBy({ secretHash: tokenHash(token), purpose, endedAt: IsNull(), expiresAt: MoreThan(this.clock.now()) });
    return proof?.accountKind && proof.accountId ? { kind: proof.accountKind, id: proof.accountId } : null;
  }

  /** Uses the token up, if it is this account's and the account is as it was. Of two at once one wins. */
  async use(tx: Tx, purpose: ProofPurpose, token: string, account: Provable): Promise<boolean> {
    const proof = await tx.lock(AccountProof, { secretHash: tokenHash(token), purpose });
    const isGood =
      proof?.accountId === account.id && !proof.endedAt && proof.expiresAt > tx.now && this.isUnchanged(proof, account);
    if (isGood) await tx.manager.update(AccountProof, { id: proof.id }, { endedAt: tx.now });
    return isGood;
  }

  private async insert(
    tx: Tx,
    purpose: ProofPurpose,
    account: Provable | null,
    hashOf: (id: string) => string,
  ): Promise<boolean> {
    const { lastsMs, tries, perHour } = RULES[purpose];
    const accountId = account?.id ?? null;
    const lately = {
      accountId: accountId ?? 'nobody',
      purpose,
      createdAt: MoreThan(new Date(tx.now.getTime() - 60 * MINUTE)),
    };
    const isEnough = (await tx.manager.countBy(AccountProof, lately)) >= perHour;
    const id = newId();
    await tx.manager.update(
      AccountProof,
      { accountId: isEnough ? 'nobody' : (accountId ?? 'nobody'), purpose, endedAt: IsNull() },
      { endedAt: tx.now },
    );
    await tx.manager.insert(AccountProof, {
      id,
      purpose,
      accountKind: isEnough ? null : (account?.kind ?? null),
      accountId: isEnough ? null : accountId,
      secretHash: hashOf(id),
      fingerprint: account ? this.fingerprint(account) : '',
      triesLeft: tries,
      expiresAt: new Date(tx.now.getTime() + lastsMs),
      endedAt: null,
      createdAt: tx.now,
    });
    return !isEnough && account !== null;
  }

  /** Six digits alone would be found from their hash in a moment, so the hash needs a key. */
  private codeHash(proofId: string, code: string): string {
    return keyedHash(this.key, 'code', proofId, code).toString('hex');
  }

  private fingerprint({ kind, id, traits }: Provable): string {
    return keyedHash(this.key, 'traits', kind, id, ...traits.map((trait) => trait ?? '')).toString('hex');
  }

  private isUnchanged(proof: AccountProof, account: Provable): boolean {
    return isSame(proof.fingerprint, this.fingerprint(account));
  }

  private async forgetOld(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - 60 * MINUTE);
    await this.dataSource.getRepository(AccountProof).delete({ expiresAt: LessThan(before) });
  }
}

/** The token is as random as its hash, so that nothing need be added. */
function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
