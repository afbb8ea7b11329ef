import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import type { Env } from './core/env';
import { log } from './core/log';
import { createApp } from './create-app';
import { alone } from './database/alone';
import { StartError } from './database/data-source';
import { seedDemoOnce } from './demo/seed-demo';
import { productionProblems } from './production-problems';
import { welcome } from './welcome';

const STOPS_WITHIN = 25_000;
/** Connections that wait to be accepted. Whom the queue has no room for tries again after 1, 3, 7, 15 and 31 seconds. */
const BACKLOG = 4096;

/** Puts the service together on a database that is up to date, and listens. */
export async function serve(env: Env, dataSource: DataSource): Promise<void> {
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
  await app.listen({ port: env.PORT, host: env.HOST, backlog: BACKLOG });
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
