import { Inject, Injectable } from '@nestjs/common';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../core/app-error';
import { ENV, type Env } from '../core/env';
import { Redis } from './redis';

/** What is counted, per whom: an address, an account, a visitor. */
export type LimitName = 'address' | 'signIn' | 'visits' | 'messages' | 'staffMessages' | 'chats' | 'uploads' | 'claims';

interface Limit {
  points: number;
  /** Seconds. */
  duration: number;
  /** Counted over all servers; otherwise each server counts for itself. */
  isShared: boolean;
}

/** How much of what in how much time. Shared counters are kept in Redis, and per server while it is away: never unlimited. */
@Injectable()
export class RateLimits {
  private readonly limiters: Record<LimitName, RateLimiterAbstract>;

  constructor(
    @Inject(ENV) env: Env,
    private readonly redis: Redis,
  ) {
    const shared = (points: number, duration: number): Limit => ({ points, duration, isShared: true });
    this.limiters = {
      address: this.limiter('address', { points: env.RATE_ADDRESS_PER_MINUTE, duration: 60, isShared: false }),
      signIn: this.limiter('signIn', shared(env.RATE_SIGN_IN_PER_MINUTE, 60)),
      visits: this.limiter('visits', shared(env.RATE_VISITS_PER_HOUR, 3600)),
      messages: this.limiter('messages', shared(env.RATE_MESSAGES_PER_MINUTE, 60)),
      staffMessages: this.limiter('staffMessages', shared(env.RATE_STAFF_MESSAGES_PER_MINUTE, 60)),
      chats: this.limiter('chats', shared(env.RATE_CHATS_PER_HOUR, 3600)),
      uploads: this.limiter('uploads', shared(env.RATE_UPLOADS_PER_10_MINUTES, 600)),
      claims: this.limiter('claims', shared(env.RATE_CLAIMS_PER_MINUTE, 60)),
    };
  }

  /** Counts one for `key`, or throws RATE_LIMITED with the seconds to wait. */
  async consume(name: LimitName, key: string): Promise<void> {
    try {
      await this.limiters[name].consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new AppError('RATE_LIMITED', 'That was too much at once. Wait a moment and try again.', {
        retryAfter: Math.ceil(refusal.msBeforeNext / 1000),
      });
    }
  }

  private limiter(name: string, { points, duration, isShared }: Limit): RateLimiterAbstract {
    const inMemory = new RateLimiterMemory({ keyPrefix: name, points, duration });
    if (!isShared || !this.redis.client) return inMemory;
    return new RateLimiterRedis({
      storeClient: this.redis.client,
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
      keyPrefix: `shopbell:limit:${name}`,
      points,
      duration,
      insuranceLimiter: inMemory,
    });
  }
}
