import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CreateEmployee } from './contract/employees.dto';
import { directoryOf } from './conversations/attachment-store';
import { SYSTEM } from './core/actor';
import { AppError } from './core/app-error';
import type { Env } from './core/env';
import { validated } from './core/validate';
import { createApp } from './create-app';
import { openDatabase, StartError } from './database/data-source';
import { redisAnswers } from './database/redis-connection';
import { seedDemoOnce } from './demo/seed-demo';
import { EmployeesService } from './employees/employees.service';
import { ENTITIES } from './entities';
import { importTickets } from './import-command';
import { productionProblems } from './production-problems';
import { ADMIN_ROLE_ID } from './roles/built-in-roles';

export function seed(env: Env): Promise<number> {
  return withApp(env, async (app) => {
    if (env.NODE_ENV === 'production') throw new StartError('Demo accounts have no place in production.');
    say((await seedDemoOnce(app)) ? 'Added the demo data.' : 'There are shops already; nothing was added.');
    return 0;
  });
}

export function createAdmin(env: Env, username: string, email: string): Promise<number> {
  return withApp(env, async (app) => {
    const password = process.env.ADMIN_PASSWORD ?? (await askSecretly('Password: '));
    const input = { username, email, password, roleId: ADMIN_ROLE_ID, shopId: null };
    const admin = await refusalsInPlainWords(() =>
      app.get(EmployeesService).create(SYSTEM, validated(CreateEmployee, input)),
    );
    say(`Made the administrator ${admin.username}.`);
    return 0;
  });
}

export function bringTicketsIn(env: Env, options: Record<string, string | undefined>): Promise<number> {
  return withApp(env, (app) => refusalsInPlainWords(() => importTickets(app, options)));
}

export function doctor(env: Env): Promise<number> {
  return withApp(env, async (app) => {
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
  });
}

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
