import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { readEnv } from './core/env';
import { log } from './core/log';
import { openDatabase } from './database/data-source';
import { migrate } from './database/migrate';
import { ENTITIES } from './entities';
import { startFailure } from './start-failure';

/** Reads the settings and brings the database up to date; loads the service only then, so that mistakes show at once. */
async function start(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const env = readEnv(process.env);
  log.level = env.LOG_LEVEL;
  const dataSource = await openDatabase(env, ENTITIES);
  await migrate(dataSource);
  const { serve } = await import('./serve.js');
  await serve(env, dataSource);
}

start().catch((error: unknown) => {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exit(1);
});
