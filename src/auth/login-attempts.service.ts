import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, In, LessThan } from 'typeorm';
import { AppError } from '../core/app-error';
import { normalKey } from '../core/normal';
import { Clock } from '../database/clock';
import { isUniqueViolation } from '../database/driver-errors';
import { Leases } from '../database/leases';
import { LoginAttempt } from './login-attempt.entity';

const FORGOTTEN_AFTER_MS = 15 * 60_000;
const LONGEST_BLOCK_SECONDS = 15 * 60;
const CLEAN_EVERY = 600_000;

/**
 * Failures that are free, by what is counted. The account at one address is watched most closely; the account alone
 * only slows down who tries from many addresses, so that nobody can lock somebody else out for long.
 */
const FREE = { accountAtAddress: 5, account: 50, address: 50 } as const;

type Counted = keyof typeof FREE;

/** Makes guessing slow: after some failures each further one doubles the wait, for account and address, known or not. */
@Injectable()
export class LoginAttempts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    leases: Leases,
  ) {
    leases.every({ name: 'login-attempts', everyMs: CLEAN_EVERY, run: () => this.forgetOld() });
  }

  /** Throws RATE_LIMITED while there is something to wait for. */
  async requireFree(username: string, address: string): Promise<void> {
    const now = this.clock.now();
    const rows = await this.attempts.findBy({ id: In(Object.values(keysOf(username, address))) });
    const until = Math.max(0, ...rows.map(({ blockedUntil }) => blockedUntil?.getTime() ?? 0));
    if (until <= now.getTime()) return;
    throw new AppError('RATE_LIMITED', 'Too many failed tries. Wait a moment and try again.', {
      retryAfter: Math.ceil((until - now.getTime()) / 1000),
    });
  }

  async noteFailure(username: string, address: string): Promise<void> {
    const keys = keysOf(username, address);
    for (const counted of Object.keys(FREE) as Counted[]) await this.count(keys[counted], FREE[counted]);
  }

  /** The right password forgives what was typed wrong here before; other addresses stay counted. */
  async noteSuccess(username: string, address: string): Promise<void> {
    await this.attempts.delete({ id: keysOf(username, address).accountAtAddress });
  }

  private async count(id: string, free: number): Promise<void> {
    const now = this.clock.now();
    const known = await this.attempts.findOneBy({ id });
    if (!known) {
      try {
        await this.attempts.insert({ id, failures: 1, failedAt: now, blockedUntil: null });
        return;
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
      }
    }
    const isOld = known && now.getTime() - known.failedAt.getTime() > FORGOTTEN_AFTER_MS;
    if (isOld) await this.attempts.update({ id }, { failures: 0 });
    await this.attempts.increment({ id }, 'failures', 1);
    const { failures } = await this.attempts.findOneByOrFail({ id });
    const wait = failures <= free ? 0 : Math.min(2 ** (failures - free), LONGEST_BLOCK_SECONDS);
    await this.attempts.update({ id }, { failedAt: now, blockedUntil: wait ? new Date(now.getTime() + wait * 1000) : null });
  }

  private async forgetOld(): Promise<void> {
    await this.attempts.delete({ failedAt: LessThan(new Date(this.clock.now().getTime() - FORGOTTEN_AFTER_MS)) });
  }

  private get attempts() {
    return this.dataSource.getRepository(LoginAttempt);
  }
}

function keysOf(username: string, address: string): Record<Counted, string> {
  const account = normalKey(username);
  return { accountAtAddress: hash('both', account, address), account: hash('account', account), address: hash('address', address) };
}

function hash(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
