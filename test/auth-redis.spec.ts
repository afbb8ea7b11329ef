import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { readEnv } from '../src/core/env';
import { log } from '../src/core/log';
import { RateLimits } from '../src/database/rate-limits';
import { Redis } from '../src/database/redis';
import { eventually } from './support/client';

/** As much of a Redis as a client needs to see, that can stop answering while its connections stay open. */
class FakeRedis {
  isHung = false;
  private readonly sockets = new Set<Socket>();
  private readonly subscribers = new Set<Socket>();

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => {
        this.sockets.delete(socket);
        this.subscribers.delete(socket);
      });
      socket.on('error', () => undefined);
      socket.on('data', (data) => this.hear(socket, data.toString()));
    });
  }

  static async start(): Promise<FakeRedis> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new FakeRedis(server);
  }

  get url(): string {
    return `redis://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private hear(socket: Socket, text: string): void {
    if (this.isHung) return;
    for (const command of text.split(/(?=\*\d+\r\n)/)) {
      const words = command.split('\r\n').filter((word, index) => index > 0 && !word.startsWith('$') && word !== '');
      socket.write(this.answer(socket, words));
    }
  }

  private answer(socket: Socket, [verb = '', channel = '', message = '']: string[]): string {
    const name = verb.toUpperCase();
    if (name === 'HELLO') return '%1\r\n+server\r\n+redis\r\n';
    if (name === 'PING') return '+PONG\r\n';
    if (name === 'EVALSHA' || name === 'EVAL') return '*2\r\n:1\r\n:60000\r\n';
    if (name === 'SUBSCRIBE') {
      this.subscribers.add(socket);
      return `>3\r\n+subscribe\r\n+${channel}\r\n:1\r\n`;
    }
    if (name !== 'PUBLISH') return '+OK\r\n';
    for (const subscriber of this.subscribers) subscriber.write(`>3\r\n+message\r\n+${channel}\r\n+${message}\r\n`);
    return ':1\r\n';
  }
}

describe('a Redis that does not answer', () => {
  let fake: FakeRedis;
  let redis: Redis;
  let limits: RateLimits;

  beforeEach(async () => {
    log.level = 'silent';
    fake = await FakeRedis.start();
    const env = readEnv({ NODE_ENV: 'test', REDIS_URL: fake.url, RATE_CHATS_PER_HOUR: '2' });
    redis = new Redis(env);
    limits = new RateLimits(env, redis);
    redis.onModuleInit();
  });

  afterEach(() => {
    redis.onApplicationShutdown();
    fake.stop();
  });

  const healthy = (isHealthy: boolean, withinMs?: number) =>
    eventually(
      () => redis.isHealthy,
      (is) => is === isHealthy,
      withinMs,
    );

  it('is found out soon, holds nobody up, and is used again once it answers', async () => {
    const heard: string[] = [];
    redis.subscribe('hints', (message) => heard.push(message));
    await healthy(true);
    await limits.consume('chats', 'somebody');

    fake.isHung = true;
    const asked = performance.now();
    await limits.consume('chats', 'somebody');
    expect(performance.now() - asked).toBeLessThan(2000);
    await healthy(false, 2000);

    const again = performance.now();
    await limits.consume('chats', 'somebody');
    redis.publish('hints', 'lost');
    expect(performance.now() - again).toBeLessThan(100);

    fake.isHung = false;
    await healthy(true);
    await pause(50);
    redis.publish('hints', 'heard');
    await eventually(
      () => heard,
      (all) => all.length > 0,
    );
    expect(heard).toEqual(['heard']);
  });

  it('may stop in the middle of it', async () => {
    await healthy(true);
    fake.isHung = true;
    const heard: string[] = [];
    redis.subscribe('hints', (message) => heard.push(message));
    await healthy(false);

    fake.isHung = false;
    await healthy(true);
    await pause(50);
    redis.publish('hints', 'heard');

    await eventually(
      () => heard,
      (all) => all.length > 0,
    );
    expect(heard).toEqual(['heard']);
  });

  it('leaves limits in force, counted by each server for itself', async () => {
    fake.isHung = true;
    await pause(50);

    await limits.consume('chats', 'somebody');
    await limits.consume('chats', 'somebody');

    await expect(limits.consume('chats', 'somebody')).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      extra: { retryAfter: expect.any(Number) },
    });
    await expect(limits.consume('chats', 'somebody else')).resolves.toBeUndefined();
  });

  it('lets a server start that never finds it', async () => {
    const env = readEnv({ NODE_ENV: 'test', REDIS_URL: 'redis://127.0.0.1:1' });
    const nowhere = new Redis(env);
    nowhere.onModuleInit();

    await new RateLimits(env, nowhere).consume('chats', 'somebody');

    expect(nowhere.isHealthy).toBe(false);
    nowhere.onApplicationShutdown();
  });
});
