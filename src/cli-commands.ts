import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { ParseArgsConfig } from 'node:util';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CreateEmployee } from './contract/employees.dto';
import { directoryOf } from './conversations/attachment-store';
import { SYSTEM } from './core/actor';
import { AppError } from './core/app-error';
import type { Env } from './core/env';
import { validated } from './core/validate';
import { createApp } from './create-app';
import { openDatabase, StartError } from './database/data-source';
import { migrate, undoMigration } from './database/migrate';
import { redisAnswers } from './database/redis-connection';
import { seedDemoOnce } from './demo/seed-demo';
import { EmployeesService } from './employees/employees.service';
import { ENTITIES } from './entities';
import { IMPORT_HELP, importTickets } from './import-command';
import { productionProblems } from './production-problems';
import { ADMIN_ROLE_ID } from './roles/built-in-roles';

type Options = Record<string, string | undefined>;

export interface Command {
  summary: string;
  help: string;
  options?: ParseArgsConfig['options'];
  /** Whether a file is named besides them; it is the option `file` then. */
  takesFile?: boolean;
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
        const password = process.env.ADMIN_PASSWORD ?? (await askSecretly('Password: '));
        const input = { username, email, password, roleId: ADMIN_ROLE_ID, shopId: null };
        const admin = await refusalsInPlainWords(() =>
          app.get(EmployeesService).create(SYSTEM, validated(CreateEmployee, input)),
        );
        say(`Made the administrator ${admin.username}.`);
        return 0;
      }),
  },
  'import-tickets': {
    summary: 'bring tickets in from a CSV file',
    help: IMPORT_HELP,
    options: {
      shop: { type: 'string' },
      'dry-run': { type: 'boolean' },
      'date-order': { type: 'string' },
      country: { type: 'string' },
      'time-zone': { type: 'string' },
    },
    takesFile: true,
    run: (env, options) => withApp(env, (app) => refusalsInPlainWords(() => importTickets(app, options))),
  },
  doctor: {
    summary: 'check settings, database and schema',
    help: 'Usage: node dist/src/cli.js doctor\n\nChecks what the server needs and prints what is wrong; exits with 1 if anything is.\n',
    run: (env) =>
      withApp(env, async (app) => {
        const unsafe = await productionProblems(app);
        const away = await awayProblems(env);
        const problems = [...away, ...unsafe];
        say(`Database: ${env.DATABASE_URL ? new URL(env.DATABASE_URL).protocol.replace(':', '') : 'SQLite'} answers.`);
        say(`Redis: ${env.REDIS_URL ? 'configured' : 'none, one server alone'}.`);
        say(`Attachments: ${directoryOf(env)}`);
        for (const problem of problems) say(`Problem: ${problem}`);
        const when = away.length > 0 ? '' : ' before production';
        say(problems.length === 0 ? 'All is well.' : `${problems.length} to mend${when}.`);
        return away.length === 0 && (unsafe.length === 0 || env.NODE_ENV !== 'production') ? 0 : 1;
      }),
  },
};

/** What the server needs besides its database, and would only miss later. */
async function awayProblems(env: Env): Promise<string[]> {
  const problems: string[] = [];
  if (env.REDIS_URL && !(await redisAnswers(env.REDIS_URL))) problems.push('Redis does not answer: check REDIS_URL');
  try {
    await mkdir(directoryOf(env), { recursive: true });
    await access(directoryOf(env), constants.W_OK);
  } catch {
    problems.push('Attachments cannot be stored: check ATTACHMENTS_DIR and who may write there');
  }
  return problems;
}

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

/** Shows the question and nothing of what is typed. */
async function askSecretly(question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: process.stdin.isTTY });
  process.stderr.write(question);
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
