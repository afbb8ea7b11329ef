import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { type Env, readEnv } from '../../src/core/env';
import { log } from '../../src/core/log';
import { createApp } from '../../src/create-app';
import { openDatabase } from '../../src/database/data-source';
import { migrate } from '../../src/database/migrate';
import { ENTITIES } from '../../src/entities';
import { Build, type Person } from './build';
import { Client, closeSockets } from './client';
import { emptyDatabase } from './database';

/** The whole service on a real database of its own, listening on a free port. */
export class TestApp {
  readonly build: Build;

  private constructor(
    readonly nest: NestFastifyApplication,
    readonly db: DataSource,
    readonly env: Env,
    readonly url: string,
    private readonly cleanUp: () => Promise<void>,
  ) {
    this.build = new Build(this);
  }

  /** `settings` override environment variables. */
  static async start(settings: Record<string, string> = {}): Promise<TestApp> {
    log.level = process.env.TEST_LOG ?? 'silent';
    const database = await emptyDatabase();
    const env = readEnv({ ...QUIET, ...database.settings, ...settings });
    const db = await openDatabase(env, ENTITIES);
    await migrate(db);
    const nest = await createApp(env, db);
    await nest.listen(0, '127.0.0.1');
    return new TestApp(nest, db, env, await nest.getUrl(), database.remove);
  }

  /** Speaks HTTP and sockets as this person, or as nobody. */
  as(person: Person | null): Client {
    return new Client(this.url, person);
  }

  get<T>(type: new (...args: never[]) => T): T {
    return this.nest.get<T>(type, { strict: false });
  }

  async stop(): Promise<void> {
    closeSockets();
    await this.nest.close();
    if (this.db.isInitialized) await this.db.destroy();
    await this.cleanUp();
  }
}

/** Limits so high that no story runs into them; those about limits set their own. */
export const QUIET: Record<string, string> = {
  NODE_ENV: 'test',
  BCRYPT_COST: '4',
  SWEEP_MILLISECONDS: '50',
  RATE_ADDRESS_PER_MINUTE: '1000000',
  RATE_SIGN_IN_PER_MINUTE: '100000',
  RATE_VISITS_PER_HOUR: '100000',
  RATE_MESSAGES_PER_MINUTE: '100000',
  RATE_STAFF_MESSAGES_PER_MINUTE: '100000',
  RATE_CHATS_PER_HOUR: '100000',
  RATE_UPLOADS_PER_10_MINUTES: '100000',
  SOCKETS_PER_ADDRESS: '10000',
};
