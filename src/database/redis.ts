import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { createClient, type RedisClientType } from 'redis';
import { ENV, type Env } from '../core/env';
import { log } from '../core/log';

/** A Redis that hangs is treated like one that is gone. */
const ANSWERS_WITHIN = 500;
const RECONNECT_AT_MOST = 2000;

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
  private readonly subscriber: RedisClientType | null;

  constructor(@Inject(ENV) { REDIS_URL: url }: Env) {
    this.isConfigured = url !== undefined;
    this.client = url ? connection(url) : null;
    this.subscriber = url ? connection(url) : null;
  }

  /** Connects in the background: a server starts, and works, without its Redis. */
  onModuleInit(): void {
    for (const client of [this.client, this.subscriber]) client?.connect().catch(() => undefined);
  }

  /** Whether hints to and from other servers arrive at the moment. */
  get isHealthy(): boolean {
    return Boolean(this.client?.isReady && this.subscriber?.isReady);
  }

  /** Tells the other servers. Nobody waits for it, and nothing is thrown when it fails. */
  publish(channel: string, message: string): void {
    if (!this.client?.isReady) return;
    this.client.publish(channel, message).catch(() => undefined);
  }

  /** Listens from now on, also after Redis was away. */
  subscribe(channel: string, listener: Listener): void {
    const { subscriber } = this;
    if (!subscriber) return;
    const listen = () => {
      subscriber.subscribe(channel, listener).catch(() => undefined);
    };
    // The client renews its subscriptions itself once it has had them.
    if (subscriber.isReady) listen();
    else subscriber.once('ready', listen);
  }

  onApplicationShutdown(): void {
    for (const client of [this.client, this.subscriber]) client?.destroy();
  }
}

function connection(url: string): RedisClientType {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    commandOptions: { timeout: ANSWERS_WITHIN },
    pingInterval: 2000,
    socket: {
      connectTimeout: ANSWERS_WITHIN * 4,
      reconnectStrategy: (tries) => Math.min(100 * 2 ** tries, RECONNECT_AT_MOST) * (0.5 + Math.random() / 2),
    },
  }) as RedisClientType;
  let isAway = false;
  client.on('error', (error: unknown) => {
    if (!isAway) log.warn({ err: error }, 'Redis is away');
    isAway = true;
  });
  client.on('ready', () => {
    if (isAway) log.info('Redis is back');
    isAway = false;
  });
  return client;
}
