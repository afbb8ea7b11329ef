import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { COMMANDS, type Command } from './cli-commands';
import { readEnv } from './core/env';
import { log } from './core/log';
import { StartError } from './database/data-source';
import { startFailure } from './start-failure';

const HELP = `Usage: node dist/src/cli.js COMMAND [options]

Commands
${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(14)} ${summary}`)
  .join('\n')}

  --help         this text, or with a command that command's options

The database and everything else come from the environment and from .env, as for the server.
`;

/** Runs one command and answers with the exit code. */
async function run(argv: string[]): Promise<number> {
  const [name = '--help', ...rest] = argv;
  const command = COMMANDS[name];
  if (!command) {
    const isAskedFor = name === '--help' || name === 'help';
    (isAskedFor ? process.stdout : process.stderr).write(
      isAskedFor ? HELP : `There is no command "${name}".\n\n${HELP}`,
    );
    return isAskedFor ? 0 : 2;
  }
  if (rest.includes('--help')) {
    process.stdout.write(command.help);
    return 0;
  }
  if (existsSync('.env')) process.loadEnvFile('.env');
  log.level = 'warn';
  return command.run(readEnv(process.env), optionsOf(command, rest));
}

/** What the command does not know, or lacks a value, is answered with how it is used. */
function optionsOf(
  { options = {}, takesFile = false, help }: Command,
  args: string[],
): Record<string, string | undefined> {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: takesFile, strict: true });
    const given = Object.entries(values).map(([name, value]) => [name, String(value)] as const);
    return { ...Object.fromEntries(given), ...(positionals[0] ? { file: positionals[0] } : {}) };
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
  }
}

run(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${startFailure(error)}\n`);
    process.exit(1);
  },
);
