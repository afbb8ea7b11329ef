import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { decode, sign, type VerifyOptions, verify } from 'jsonwebtoken';
import { AppError } from '../core/app-error';
import { ENV, type Env } from '../core/env';
import type { AccountKind } from './sign-in.entity';

/** What an access token says: who, and by which sign-in. What they may do is looked up each time. */
export interface Claims {
  kind: AccountKind;
  accountId: string;
  signInId: string;
}

interface KindOfToken {
  audience: string;
  /** Header `typ`, so that no token can stand in for one of another kind. */
  typ: string;
}

const KINDS: Record<AccountKind, KindOfToken> = {
  employee: { audience: 'shopbell:staff', typ: 'staff+jwt' },
  customer: { audience: 'shopbell:customer', typ: 'customer+jwt' },
};

/** One algorithm, a required end, and a minute for clocks that differ. The same for HTTP and sockets. */
export const VERIFY_OPTIONS = {
  algorithms: ['HS256'],
  audience: [KINDS.employee.audience, KINDS.customer.audience],
  issuer: 'shopbell',
  clockTolerance: 60,
} satisfies VerifyOptions;

/** Several times what ours have. */
const LONGEST = 4000;

/** Signs and checks tokens. Each kind has its own key, kept as a `KeyObject`: parsing a secret each time is slow. */
@Injectable()
export class Tokens {
  private readonly keys: Record<AccountKind, KeyObject>;
  private readonly refreshKey: KeyObject;

  constructor(@Inject(ENV) private readonly env: Env) {
    this.keys = { employee: this.derive('staff access'), customer: this.derive('customer access') };
    this.refreshKey = this.derive('refresh');
  }

  get lifetimeSeconds(): number {
    return this.env.ACCESS_TOKEN_SECONDS;
  }

  issue({ kind, accountId, signInId }: Claims): string {
    const { audience, typ } = KINDS[kind];
    return sign({ sid: signInId }, this.keys[kind], {
      algorithm: 'HS256',
      header: { alg: 'HS256', typ },
      subject: accountId,
      audience,
      issuer: 'shopbell',
      expiresIn: this.env.ACCESS_TOKEN_SECONDS,
    });
  }

  /** The claims of a valid access token; throws UNAUTHENTICATED for anything else. */
  verify(token: unknown): Claims & { expiresAt: Date } {
    if (typeof token !== 'string') throw unknownToken();
    try {
      return claimsOf(verify(token, this.keyFor(token), VERIFY_OPTIONS));
    } catch {
      throw unknownToken();
    }
  }

  /** The key of the kind that the token says it is; its header must say so too. */
  keyFor(token: string): KeyObject {
    if (token.length > LONGEST) throw unknownToken();
    const parts = decode(token, { complete: true });
    const kind = parts && typeof parts.payload === 'object' ? kindOf(parts.payload.aud) : null;
    if (!parts || !kind || parts.header.typ !== KINDS[kind].typ) throw unknownToken();
    return this.keys[kind];
  }

  /** The refresh token of one generation of a sign-in. It can be made again from these two, so none is stored. */
  refreshToken(signInId: string, generation: number): string {
    return `${signInId}.${generation}.${this.signature(signInId, generation).toString('base64url')}`;
  }

  /** Which sign-in and generation a refresh token is of; null when we never made it. */
  readRefreshToken(token: string): { signInId: string; generation: number } | null {
    const [, signInId, digits, given] = /^([0-9a-f-]{36})\.(\d{1,9})\.([\w-]{43})$/.exec(token) ?? [];
    if (!signInId || !digits || !given) return null;
    const generation = Number(digits);
    const isOurs = timingSafeEqual(Buffer.from(given, 'base64url'), this.signature(signInId, generation));
    return isOurs ? { signInId, generation } : null;
  }

  private signature(signInId: string, generation: number): Buffer {
    return createHmac('sha256', this.refreshKey).update(`${signInId}.${generation}`).digest();
  }

  private derive(purpose: string): KeyObject {
    return createSecretKey(Buffer.from(hkdfSync('sha256', this.env.TOKEN_SECRET, 'shopbell', purpose, 32)));
  }
}

/** What the checked payload says, in our words. */
export function claimsOf(payload: unknown): Claims & { expiresAt: Date } {
  if (typeof payload !== 'object' || payload === null) throw unknownToken();
  const { sub, sid, aud, exp } = payload as Record<string, unknown>;
  const kind = kindOf(aud);
  if (!kind || typeof sub !== 'string' || typeof sid !== 'string' || typeof exp !== 'number') throw unknownToken();
  const expiresAt = new Date(exp * 1000);
  // An end that no clock can show would never come.
  if (Number.isNaN(expiresAt.getTime())) throw unknownToken();
  return { kind, accountId: sub, signInId: sid, expiresAt };
}

function kindOf(audience: unknown): AccountKind | null {
  if (audience === KINDS.employee.audience) return 'employee';
  return audience === KINDS.customer.audience ? 'customer' : null;
}

export function unknownToken(): AppError {
  return new AppError('UNAUTHENTICATED', 'You are not signed in, or no longer. Sign in again.');
}
