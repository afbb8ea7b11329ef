import 'reflect-metadata';
import { existsSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readEnv } from './core/env';
import { log } from './core/log';
import { createApp } from './create-app';
import { alone } from './database/alone';
import { openDatabase, StartError } from './database/data-source';
import { migrate } from './database/migrate';
import { seedDemoOnce } from './demo/seed-demo';
import { ENTITIES } from './entities';
import { productionProblems } from './production-problems';
import { startFailure } from './start-failure';
import { welcome } from './welcome';

const STOPS_WITHIN = 25_000;

/** Reads the settings, brings the database up to date and listens. */
async function start(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const env = readEnv(process.env);
  log.level = env.LOG_LEVEL;
  const dataSource = await openDatabase(env, ENTITIES);
  await migrate(dataSource);
  const app = await createApp(env, dataSource);
  await app.init();

  if (env.NODE_ENV === 'production') {
    const problems = await productionProblems(app);
    if (problems.length > 0) {
      await app.close();
      throw new StartError(`Not safe for production:\n${problems.map((line) => `  ${line}`).join('\n')}`);
    }
  } else if (env.NODE_ENV === 'development') {
    await alone(dataSource, 'demo', () => seedDemoOnce(app));
  }

  endWhenTold(app);
  await app.listen(env.PORT, env.HOST);
  log.info({ port: env.PORT }, 'listening');
  if (env.NODE_ENV === 'development') process.stdout.write(welcome(env));
}

/** Told to stop, the server says goodbye to its clients, finishes what runs, and ends well; told twice, at once. */
function endWhenTold(app: NestFastifyApplication): void {
  const end = (signal: NodeJS.Signals) => {
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOPS_WITHIN).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'did not stop well');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
}

start().catch((error: unknown) => {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exit(1);
});
