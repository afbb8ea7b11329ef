import { createClient, type RedisClientType } from '@redis/client';
import { log } from '../core/log';

/** How often a connection is asked whether it is alive; after two questions without an answer it is given up. */
const ASK_EVERY = 250;
const PATIENCE = 2;
const CONNECTS_WITHIN = 2000;
const RECONNECT_AT_MOST = 2000;

/** Whether there is a Redis now, for who is to be told and can wait a moment. */
export async function redisAnswers(url: string): Promise<boolean> {
  const client = createClient({ url, socket: { connectTimeout: CONNECTS_WITHIN, reconnectStrategy: false } });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    client.destroy();
  }
}

/**
 * A connection that comes back by itself. A Redis that hangs is treated like one that is gone: the client's own
 * time-outs end with the sending of a command, so whatever waits for an answer is ended from here.
 */
export class RedisConnection {
  readonly client: RedisClientType;
  private timer: NodeJS.Timeout | undefined;
  private unanswered = 0;
  private isAway = false;

  constructor(url: string) {
    this.client = createClient({
      url,
      disableOfflineQueue: true,
      // One for each command would cost more than the command, and `ask` sees to what hangs.
      commandOptions: { timeout: 0 },
      socket: {
        connectTimeout: CONNECTS_WITHIN,
        // A greeting that is never answered; later the questions keep the connection busy.
        socketTimeout: CONNECTS_WITHIN,
        reconnectStrategy: (tries) => Math.min(100 * 2 ** tries, RECONNECT_AT_MOST) * (0.5 + Math.random() / 2),
      },
    });
    this.client.on('error', (error: unknown) => this.noteAway(error));
    this.client.on('ready', () => this.noteBack());
  }

  get isHealthy(): boolean {
    return this.client.isReady;
  }

  /** In the background: a server starts, and works, without its Redis. */
  open(): void {
    this.connect();
    this.timer = setInterval(() => this.ask(), ASK_EVERY).unref();
  }

  close(): void {
    clearInterval(this.timer);
    this.client.destroy();
  }

  private ask(): void {
    if (!this.client.isReady) return;
    if (this.unanswered >= PATIENCE) {
      this.startAfresh();
      return;
    }
    this.unanswered += 1;
    this.client.ping().then(
      () => {
        this.unanswered = 0;
      },
      () => undefined,
    );
  }

  /** Fails whatever still waits for an answer, so that the callers go on without it. */
  private startAfresh(): void {
    this.noteAway(new Error('Redis does not answer'));
    this.client.destroy();
    this.connect();
  }

  private connect(): void {
    this.unanswered = 0;
    this.client.connect().catch(() => undefined);
  }

  private noteAway(error: unknown): void {
    if (!this.isAway) log.warn({ err: error }, 'Redis is away');
    this.isAway = true;
  }

  private noteBack(): void {
    this.unanswered = 0;
    if (this.isAway) log.info('Redis is back');
    this.isAway = false;
  }
}
