import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AppError } from '../core/app-error';
import { ENV, type Env } from '../core/env';
import { RateLimits } from '../database/rate-limits';
import { Bucket } from './bucket';
import { type AnySocket, endSession } from './sockets';

const PER_SECOND = 30;
const BURST = 200;
/** Whoever goes on after so many refusals is no person in a hurry. */
const PATIENCE = 300;
/** Each message that is written is two hints, that somebody types and that they stopped; quick answers come in rows. */
const TYPING_BURST = 20;
const TYPING_PER_SECOND = 1;
const FORGET_EVERY = 60_000;

/**
 * How fast one person may ask, whatever they ask and on however many connections to this server: counted in memory,
 * since it protects this very process. How much they may send and start is counted over all servers.
 */
@Injectable()
export class RequestLimits implements OnApplicationShutdown {
  private readonly buckets = new Map<string, Bucket>();
  private readonly timer = setInterval(() => this.forget(), FORGET_EVERY).unref();

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly shared: RateLimits,
  ) {}

  /** Refuses too many chats, as the HTTP door does. */
  consumeStart({ data: { actor } }: AnySocket): Promise<void> {
    return this.shared.consume('chats', actor.id);
  }

  /** Throws when it was too fast, and closes on those who do not stop. */
  take(socket: AnySocket, name: string): void {
    const { actor } = socket.data;
    const now = performance.now();
    const messages =
      actor.kind === 'customer' ? this.env.RATE_MESSAGES_PER_MINUTE : this.env.RATE_STAFF_MESSAGES_PER_MINUTE;
    const all = this.bucket(actor.id, Math.max(BURST, messages), Math.max(PER_SECOND, (2 * messages) / 60), now);
    if (!all.take(now)) {
      if (all.refused >= PATIENCE)
        endSession(socket, { code: 'RATE_LIMITED', message: 'Too many requests on this connection.' });
      throw tooMuch(all);
    }
    if (name !== 'typing') return;
    const typing = this.bucket(`typing ${actor.id}`, TYPING_BURST, TYPING_PER_SECOND, now);
    if (!typing.take(now)) throw tooMuch(typing);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private bucket(key: string, burst: number, perSecond: number, now: number): Bucket {
    const known = this.buckets.get(key);
    if (known) return known;
    const made = new Bucket(burst, perSecond, now);
    this.buckets.set(key, made);
    return made;
  }

  private forget(): void {
    const now = performance.now();
    for (const [key, bucket] of this.buckets) if (bucket.isFull(now)) this.buckets.delete(key);
  }
}

function tooMuch(bucket: Bucket): AppError {
  return new AppError('RATE_LIMITED', 'Too much at once. Wait a moment.', { retryAfter: bucket.waitSeconds });
}
