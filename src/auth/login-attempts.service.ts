import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { AppError } from '../core/app-error';
import { loginOf } from '../core/login';
import { Clock } from '../database/clock';
import { isUniqueViolation } from '../database/driver-errors';
import { Leases } from '../database/leases';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { LoginAttempt } from './login-attempt.entity';

const FORGOTTEN_AFTER_MS = 15 * 60_000;
const CLEAN_EVERY = 600_000;
const MAX_ATTEMPTS = 4;

/**
 * What is counted, with the failures that are free and the longest wait. The account at one address is watched most
 * closely. The account alone only slows down who tries from many addresses, and never for long: otherwise anybody could
 * keep somebody else out.
 */
const COUNTED = {
  accountAtAddress: { free: 5, longestSeconds: 900 },
  account: { free: 50, longestSeconds: 60 },
  address: { free: 50, longestSeconds: 900 },
} as const;

type Counted = keyof typeof COUNTED;

interface Key {
  id: string;
  counted: Counted;
}

/** Makes guessing slow: after some failures each further one doubles the wait, for account and address, known or not. */
@Injectable()
export class LoginAttempts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    leases: Leases,
  ) {
    leases.every({ name: 'login-attempts', everyMs: CLEAN_EVERY, run: () => this.forgetOld() });
  }

  /**
   * Counts a try, or throws RATE_LIMITED while there is something to wait for. It counts as failed until `forgive` is
   * called, so that many at the same moment cannot all be the last free one.
   */
  async count(who: string, address: string, attempt = 1): Promise<void> {
    try {
      await this.unitOfWork.run((tx) => countIn(tx, keysOf(who, address)));
    } catch (error) {
      // Somebody else has just made the row that was missing here.
      if (!isUniqueViolation(error) || attempt === MAX_ATTEMPTS) throw error;
      await this.count(who, address, attempt + 1);
    }
  }

  /** It was the right password: what was typed wrong here before is forgiven, other addresses stay counted. */
  async forgive(who: string, address: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      for (const { id, counted } of keysOf(who, address)) {
        const row = await tx.lock(LoginAttempt, { id });
        if (!row) continue;
        if (counted === 'accountAtAddress' || row.failures <= 1) await tx.manager.delete(LoginAttempt, { id });
        else await tx.manager.update(LoginAttempt, { id }, { failures: row.failures - 1, blockedUntil: null });
      }
    });
  }

  private async forgetOld(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - FORGOTTEN_AFTER_MS);
    await this.dataSource.getRepository(LoginAttempt).delete({ failedAt: LessThan(before) });
  }
}

async function countIn(tx: Tx, keys: readonly Key[]): Promise<void> {
  const rows = new Map<string, LoginAttempt | null>();
  for (const { id } of keys) rows.set(id, await tx.lock(LoginAttempt, { id }));
  refuseWhileBlocked([...rows.values()], tx.now);

  for (const { id, counted } of keys) {
    const known = rows.get(id);
    const isOld = known && tx.now.getTime() - known.failedAt.getTime() > FORGOTTEN_AFTER_MS;
    const failures = known && !isOld ? known.failures + 1 : 1;
    const row = { failures, failedAt: tx.now, blockedUntil: blockedUntil(counted, failures, tx.now) };
    if (known) await tx.manager.update(LoginAttempt, { id }, row);
    else await tx.manager.insert(LoginAttempt, { id, ...row });
  }
}

function refuseWhileBlocked(rows: readonly (LoginAttempt | null)[], now: Date): void {
  const until = Math.max(0, ...rows.map((row) => row?.blockedUntil?.getTime() ?? 0));
  if (until <= now.getTime()) return;
  throw new AppError('RATE_LIMITED', 'Too many failed tries. Wait a moment and try again.', {
    retryAfter: Math.ceil((until - now.getTime()) / 1000),
  });
}

function blockedUntil(counted: Counted, failures: number, now: Date): Date | null {
  const { free, longestSeconds } = COUNTED[counted];
  return failures <= free ? null : new Date(now.getTime() + Math.min(2 ** (failures - free), longestSeconds) * 1000);
}

/** In the order in which their rows are locked. */
function keysOf(who: string, address: string): Key[] {
  const account = oneName(who);
  const keys: Key[] = [
    { id: hash('both', account, address), counted: 'accountAtAddress' },
    { id: hash('account', account), counted: 'account' },
    { id: hash('address', address), counted: 'address' },
  ];
  return keys.sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** However it is written: otherwise each notation of a phone number would have tries of its own. */
function oneName(text: string): string {
  const login = loginOf(text);
  return login.kind === 'phone' ? (login.e164 ?? login.local) : login.key;
}

function hash(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
