import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { RedisClientType } from '@redis/client';
import { ENV, type Env } from '../core/env';
import { RedisConnection } from './redis-connection';

type Listener = (message: string) => void;

/**
 * Hints between servers, and counters that all servers share. Nothing here must not be lost: while Redis is away,
 * publishing does nothing and every caller goes on without it. Without REDIS_URL there is none, and one server alone.
 */
@Injectable()
export class Redis implements OnModuleInit, OnApplicationShutdown {
  readonly isConfigured: boolean;
  /** For commands; null without REDIS_URL. */
  readonly client: RedisClientType | null;
  private readonly commands: RedisConnection | null;
  private readonly subscriber: RedisConnection | null;
  private readonly subscriptions: { channel: string; listener: Listener }[] = [];

  constructor(@Inject(ENV) { REDIS_URL: url }: Env) {
    this.isConfigured = url !== undefined;
    this.commands = url ? new RedisConnection(url) : null;
    this.subscriber = url ? new RedisConnection(url) : null;
    this.client = this.commands?.client ?? null;
    this.subscriber?.client.on('ready', () => this.listen());
  }

  onModuleInit(): void {
    for (const connection of [this.commands, this.subscriber]) connection?.open();
  }

  /** Whether hints to and from other servers arrive at the moment. */
  get isHealthy(): boolean {
    return Boolean(this.commands?.isHealthy && this.subscriber?.isHealthy);
  }

  /** Tells the other servers. Nobody waits for it, and nothing is thrown when it fails. */
  publish(channel: string, message: string): void {
    if (!this.client?.isReady) return;
    this.client.publish(channel, message).catch(() => undefined);
  }

  /** Listens from now on, also after Redis was away. */
  subscribe(channel: string, listener: Listener): void {
    if (!this.subscriber) return;
    this.subscriptions.push({ channel, listener });
    if (this.subscriber.client.isReady) this.listen();
  }

  onApplicationShutdown(): void {
    for (const connection of [this.commands, this.subscriber]) connection?.close();
  }

  /** Asked again after each return, since one that broke off on the way would be missing; twice is the same as once. */
  private listen(): void {
    for (const { channel, listener } of this.subscriptions) {
      this.subscriber?.client.subscribe(channel, listener).catch(() => undefined);
    }
  }
}
