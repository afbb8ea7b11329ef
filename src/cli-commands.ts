import { createInterface } from 'node:readline/promises';
import type { ParseArgsConfig } from 'node:util';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CreateEmployee } from './contract/employees.dto';
import { SYSTEM } from './core/actor';
import { AppError } from './core/app-error';
import type { Env } from './core/env';
import { validated } from './core/validate';
import { createApp } from './create-app';
import { openDatabase, StartError } from './database/data-source';
import { migrate, undoMigration } from './database/migrate';
import { seedDemoOnce } from './demo/seed-demo';
import { EmployeesService } from './employees/employees.service';
import { ENTITIES } from './entities';
import { productionProblems } from './production-problems';
import { ADMIN_ROLE_ID } from './roles/built-in-roles';

type Options = Record<string, string | undefined>;

interface Command {
  summary: string;
  help: string;
  options?: ParseArgsConfig['options'];
  run: (env: Env, options: Options) => Promise<number>;
}

const CREATE_ADMIN_HELP = `Usage: node dist/src/cli.js create-admin --username NAME --email ADDRESS

Makes an administrator of all shops. The password is read from ADMIN_PASSWORD, or asked for.
`;

/** What an operator can do without the server running. */
export const COMMANDS: Record<string, Command> = {
  migrate: {
    summary: 'bring the schema up to date',
    help: 'Usage: node dist/src/cli.js migrate\n\nRuns every migration that has not run yet. The server does so itself at its start.\n',
    run: (env) =>
      withDatabase(env, async (dataSource) => {
        const names = await migrate(dataSource);
        say(names.length > 0 ? `Ran ${names.join(', ')}` : 'The schema is up to date.');
      }),
  },
  'migrate:undo': {
    summary: 'undo the newest migration',
    help: 'Usage: node dist/src/cli.js migrate:undo\n\nUndoes the newest migration, with the data that it brought.\n',
    run: (env) =>
      withDatabase(env, async (dataSource) => {
        await undoMigration(dataSource);
        say('Undone.');
      }),
  },
  seed: {
    summary: 'add the demo data, unless there are shops already',
    help: 'Usage: node dist/src/cli.js seed\n\nAdds demo shops, people and past chats to an empty database. Not in production.\n',
    run: (env) =>
      withApp(env, async (app) => {
        if (env.NODE_ENV === 'production') throw new StartError('Demo accounts have no place in production.');
        say((await seedDemoOnce(app)) ? 'Added the demo data.' : 'There are shops already; nothing was added.');
        return 0;
      }),
  },
  'create-admin': {
    summary: 'make an administrator',
    help: CREATE_ADMIN_HELP,
    options: { username: { type: 'string' }, email: { type: 'string' } },
    run: (env, { username, email }) =>
      withApp(env, async (app) => {
        if (!username || !email) throw new StartError(CREATE_ADMIN_HELP);
        const password = process.env.ADMIN_PASSWORD ?? (await ask('Password: '));
        const input = { username, email, password, roleId: ADMIN_ROLE_ID, shopId: null };
        const admin = await refusalsInPlainWords(() =>
          app.get(EmployeesService).create(SYSTEM, validated(CreateEmployee, input)),
        );
        say(`Made the administrator ${admin.username}.`);
        return 0;
      }),
  },
  doctor: {
    summary: 'check settings, database and schema',
    help: 'Usage: node dist/src/cli.js doctor\n\nChecks what the server needs and prints what is wrong; exits with 1 if anything is.\n',
    run: (env) =>
      withApp(env, async (app) => {
        const problems = await productionProblems(app);
        say(`Database: ${env.DATABASE_URL ? new URL(env.DATABASE_URL).protocol.replace(':', '') : 'SQLite'} answers.`);
        say(`Redis: ${env.REDIS_URL ? 'configured' : 'none, one server alone'}.`);
        for (const problem of problems) say(`Problem: ${problem}`);
        say(problems.length === 0 ? 'All is well.' : `${problems.length} to mend before production.`);
        return problems.length === 0 || env.NODE_ENV !== 'production' ? 0 : 1;
      }),
  },
};

async function withDatabase(
  env: Env,
  work: (dataSource: Awaited<ReturnType<typeof openDatabase>>) => Promise<void>,
): Promise<number> {
  const dataSource = await openDatabase(env, ENTITIES);
  try {
    await work(dataSource);
    return 0;
  } finally {
    await dataSource.destroy();
  }
}

/** The service without its doors, on a schema that is up to date. */
async function withApp(env: Env, work: (app: NestFastifyApplication) => Promise<number>): Promise<number> {
  const dataSource = await openDatabase(env, ENTITIES);
  if (await dataSource.showMigrations()) {
    await dataSource.destroy();
    throw new StartError('Migrations are pending. Run: node dist/src/cli.js migrate');
  }
  const app = await createApp(env, dataSource);
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

async function refusalsInPlainWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const fields = error.extra.errors?.map(({ field, message }) => `  ${field}: ${message}`) ?? [];
    throw new StartError([error.message, ...fields].join('\n'));
  }
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
