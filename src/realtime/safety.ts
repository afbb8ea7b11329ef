import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ENV, type Env } from '../core/env';
import { log } from '../core/log';
import { Redis } from '../database/redis';
import { Access } from './access';
import { AlertFeed } from './alert-feed';
import { ChatFeed } from './chat-feed';
import { MessageFeed } from './message-feed';
import { OfferFeed } from './offer-feed';
import { TicketFeed } from './ticket-feed';

/** While hints cannot be relied on, whoever lost their rights is found within this time. */
const URGENT_ACCESS_MS = 1500;

/** Looks from time to time for what a lost hint would have told, and often while Redis does not answer. */
@Injectable()
export class Safety implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly timers = new Set<NodeJS.Timeout>();
  private isStopped = false;

  constructor(
    private readonly redis: Redis,
    private readonly messages: MessageFeed,
    private readonly chats: ChatFeed,
    private readonly tickets: TicketFeed,
    private readonly offers: OfferFeed,
    private readonly alerts: AlertFeed,
    private readonly access: Access,
    @Inject(ENV) private readonly env: Env,
  ) {}

  onApplicationBootstrap(): void {
    const urgent = this.env.SAFETY_POLL_URGENT_MILLISECONDS;
    this.again(urgent, () => this.messages.lookAgain());
    this.again(urgent, () => this.chats.lookAgain());
    this.again(urgent, () => this.tickets.lookAgain());
    this.again(urgent, () => this.offers.lookAgain());
    this.again(urgent, () => this.alerts.lookAgain());
    this.again(URGENT_ACCESS_MS, () => this.access.lookAgain());
  }

  onApplicationShutdown(): void {
    this.isStopped = true;
    for (const timer of this.timers) clearTimeout(timer);
  }

  /** Asked at the urgent pace whether it is time, since Redis may go away at any moment. */
  private again(urgentMs: number, look: () => Promise<void>, lookedAt = performance.now()): void {
    if (this.isStopped) return;
    const timer = setTimeout(
      () => {
        this.timers.delete(timer);
        const isUrgent = this.redis.isConfigured && !this.redis.isHealthy;
        const now = performance.now();
        if (!isUrgent && now - lookedAt < this.env.SAFETY_POLL_MILLISECONDS)
          return this.again(urgentMs, look, lookedAt);
        look()
          .catch((error: unknown) => log.warn({ err: error }, 'could not look for what was missed'))
          .finally(() => this.again(urgentMs, look, now));
      },
      Math.min(urgentMs, this.env.SAFETY_POLL_MILLISECONDS),
    );
    this.timers.add(timer.unref());
  }
}
