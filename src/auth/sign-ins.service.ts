import { Inject, Injectable } from '@nestjs/common';
import { DataSource, IsNull, LessThan, MoreThan, Not } from 'typeorm';
import type { SignInList } from '../contract/accounts.dto';
import { type Actor, SYSTEM } from '../core/actor';
import { AppError } from '../core/app-error';
import { ENV, type Env } from '../core/env';
import { newId } from '../core/ids';
import { Clock } from '../database/clock';
import { Leases } from '../database/leases';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { type Access, ActorLoader, type SignedIn } from './actor-loader';
import { type AccountKind, SignIn } from './sign-in.entity';
import { type Claims, Tokens, unknownToken } from './tokens';

/** Two tabs that refresh at the same moment both mean well; within this time the earlier token still works. */
const GRACE_MS = 10_000;
const CLEAN_EVERY = 3_600_000;
const LISTED = 100;

interface Account {
  kind: AccountKind;
  id: string;
  shopId: string | null;
}

export interface IssuedTokens {
  claims: Claims;
  accessToken: string;
  refreshToken: string;
}

export interface RefreshedTokens extends IssuedTokens {
  account: Access;
}

/** Where people are signed in: begun by a password or a visit, kept up by refresh tokens, ended by either side. */
@Injectable()
export class SignIns {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly tokens: Tokens,
    private readonly actors: ActorLoader,
    @Inject(ENV) private readonly env: Env,
    leases: Leases,
  ) {
    leases.every({ name: 'sign-ins', everyMs: CLEAN_EVERY, run: () => this.forgetExpired() });
  }

  async start(tx: Tx, { kind, id, shopId }: Account, userAgent: string): Promise<IssuedTokens> {
    const signIn = {
      id: newId(),
      accountKind: kind,
      accountId: id,
      generation: 1,
      rotatedAt: tx.now,
      createdAt: tx.now,
      expiresAt: this.expiry(tx.now),
      endedAt: null,
      endReason: null,
      userAgent: userAgent.slice(0, 200),
    };
    await tx.manager.insert(SignIn, signIn);
    tx.record('signIn.started', {
      actor: { kind, id },
      subject: { kind: 'signIn', id: signIn.id, shopId },
      data: null,
    });
    return this.issue({ kind, accountId: id, signInId: signIn.id }, 1);
  }

  /**
   * A new access token and the next refresh token. A refresh token that was used before, other than a moment ago, is in
   * two hands: the sign-in ends, for both of them. `kind`: whose tokens are taken at this door.
   */
  async refresh(token: string, kind: AccountKind): Promise<RefreshedTokens> {
    const read = this.tokens.readRefreshToken(token);
    const known = read && (await this.dataSource.getRepository(SignIn).findOneBy({ id: read.signInId }));
    if (!known || known.accountKind !== kind) throw unknownToken();
    const account = await this.actors.access(known.accountKind, known.accountId);
    if (!account) throw unknownToken();
    const { signInId, generation } = read;

    const outcome = await this.unitOfWork.run(async (tx) => {
      const signIn = await tx.lock(SignIn, { id: signInId });
      if (!signIn || signIn.endedAt || signIn.expiresAt <= tx.now) return 'over';
      const claims: Claims = { kind: signIn.accountKind, accountId: signIn.accountId, signInId };
      const isGrace = signIn.generation === generation + 1 && tx.now.getTime() - signIn.rotatedAt.getTime() <= GRACE_MS;
      if (isGrace) return this.issue(claims, signIn.generation);
      if (signIn.generation !== generation) {
        await this.endRows(tx, [signIn], 'reused', account.shopId);
        const subject = subjectOf(signIn, account.shopId);
        tx.record('signIn.reused', { actor: SYSTEM, subject, data: { accountId: signIn.accountId, signInId } });
        return 'reused';
      }
      await tx.manager.update(
        SignIn,
        { id: signInId },
        { generation: generation + 1, rotatedAt: tx.now, expiresAt: this.expiry(tx.now) },
      );
      return this.issue(claims, generation + 1);
    });

    if (outcome === 'reused')
      throw new AppError('TOKEN_REUSED', 'This sign-in was used twice and has been ended. Sign in again.');
    if (outcome === 'over') throw unknownToken();
    return { ...outcome, account };
  }

  /** Whose refresh token it is, if it is the present one; nothing changes. */
  async ownerOf(token: string): Promise<Claims | null> {
    const read = this.tokens.readRefreshToken(token);
    const signIn =
      read && (await this.dataSource.getRepository(SignIn).findOneBy({ id: read.signInId, endedAt: IsNull() }));
    if (!signIn || signIn.generation !== read.generation || signIn.expiresAt <= this.clock.now()) return null;
    return { kind: signIn.accountKind, accountId: signIn.accountId, signInId: signIn.id };
  }

  /** The one that the actor asks with. */
  async end(actor: SignedIn, reason: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const signIn = await tx.lock(SignIn, { id: actor.signInId });
      if (signIn && !signIn.endedAt) await this.endRows(tx, [signIn], reason, actor.shopId, actor);
    });
  }

  /** All of the actor's own, but for the one that is named. */
  async endAll(tx: Tx, actor: SignedIn, reason: string, exceptId?: string): Promise<void> {
    const where = { accountId: actor.id, endedAt: IsNull(), ...(exceptId ? { id: Not(exceptId) } : {}) };
    await this.endRows(tx, await tx.manager.findBy(SignIn, where), reason, actor.shopId, actor);
  }

  /** All of somebody's, by somebody else. */
  async endAllOf(tx: Tx, actor: Actor, { id, shopId }: Pick<Account, 'id' | 'shopId'>, reason: string): Promise<void> {
    const signIns = await tx.manager.findBy(SignIn, { accountId: id, endedAt: IsNull() });
    await this.endRows(tx, signIns, reason, shopId, actor);
  }

  /** Where the account is signed in now, the newest first. */
  async list({ id, signInId }: SignedIn): Promise<SignInList> {
    const signIns = await this.dataSource.getRepository(SignIn).find({
      where: { accountId: id, endedAt: IsNull(), expiresAt: MoreThan(this.clock.now()) },
      order: { id: 'DESC' },
      take: LISTED,
    });
    const items = signIns.map((signIn) => ({
      id: signIn.id,
      userAgent: signIn.userAgent,
      createdAt: signIn.createdAt.toISOString(),
      lastUsedAt: signIn.rotatedAt.toISOString(),
      isCurrent: signIn.id === signInId,
    }));
    return { items };
  }

  /** One of the actor's own, wherever it is. */
  async endOne(actor: SignedIn, id: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const signIn = await tx.lock(SignIn, { id });
      if (!signIn || signIn.accountId !== actor.id || signIn.endedAt) throw AppError.notFound('sign-in');
      await this.endRows(tx, [signIn], 'endedByOwner', actor.shopId, actor);
    });
  }

  private async endRows(
    tx: Tx,
    signIns: SignIn[],
    reason: string,
    shopId: string | null,
    actor: Actor = SYSTEM,
  ): Promise<void> {
    for (const signIn of signIns) {
      await tx.manager.update(SignIn, { id: signIn.id }, { endedAt: tx.now, endReason: reason });
      const data = { accountId: signIn.accountId, signInId: signIn.id };
      tx.record('signIn.ended', { actor, subject: subjectOf(signIn, shopId), after: { reason }, data });
    }
  }

  private issue(claims: Claims, generation: number): IssuedTokens {
    return {
      claims,
      accessToken: this.tokens.issue(claims),
      refreshToken: this.tokens.refreshToken(claims.signInId, generation),
    };
  }

  private expiry(now: Date): Date {
    return new Date(now.getTime() + this.env.REFRESH_TOKEN_DAYS * 86_400_000);
  }

  private async forgetExpired(): Promise<void> {
    await this.dataSource.getRepository(SignIn).delete({ expiresAt: LessThan(this.clock.now()) });
  }
}

function subjectOf({ id }: SignIn, shopId: string | null) {
  return { kind: 'signIn', id, shopId };
}
