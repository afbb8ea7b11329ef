import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { COMMANDS } from './cli-commands';
import { EnvError, readEnv } from './core/env';
import { log } from './core/log';
import { StartError } from './database/data-source';

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
  const { values } = parseArgs({ args: rest, options: command.options ?? {}, strict: true });
  return command.run(readEnv(process.env), values as Record<string, string | undefined>);
}

run(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    const isExpected = error instanceof EnvError || error instanceof StartError || error instanceof TypeError;
    process.stderr.write(`${isExpected ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
