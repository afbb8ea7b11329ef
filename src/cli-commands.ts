import type { ParseArgsConfig } from 'node:util';
import type { Env } from './core/env';
import { openDatabase, StartError } from './database/data-source';
import { migrate, undoMigration } from './database/migrate';
import { ENTITIES } from './entities';
import { IMPORT_HELP } from './import-help';

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
    run: async (env) => (await withService()).seed(env),
  },
  'create-admin': {
    summary: 'make an administrator',
    help: CREATE_ADMIN_HELP,
    options: { username: { type: 'string' }, email: { type: 'string' } },
    run: async (env, { username, email }) => {
      if (!username || !email) throw new StartError(CREATE_ADMIN_HELP);
      return (await withService()).createAdmin(env, username, email);
    },
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
    run: async (env, options) => (await withService()).bringTicketsIn(env, options),
  },
  doctor: {
    summary: 'check settings, database and schema',
    help: 'Usage: node dist/src/cli.js doctor\n\nChecks what the server needs and prints what is wrong; exits with 1 if anything is.\n',
    run: async (env) => (await withService()).doctor(env),
  },
};

/** The whole service takes a second or two to load: what needs the database alone, or is a mistake, need not wait. */
const withService = () => import('./service-commands.js');

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

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
