/** Builds server and browser into dist; with --watch it keeps building and restarts the server. */
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const watch = process.argv.includes('--watch');
const root = join(import.meta.dirname, '..');
// As it was given: Vite sets NODE_ENV to production for itself, and a server that is started from here must not be one.
const env = { ...process.env };

/** Runs the Nest CLI and answers with its exit code. */
function nest(...args) {
  const cli = spawn(process.execPath, [join(root, 'node_modules/@nestjs/cli/bin/nest.js'), ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => cli.kill(signal));
  return new Promise((resolve) => cli.once('exit', (code) => resolve(code ?? 1)));
}

async function browser() {
  const modes = ['pages', 'widget', 'loader'];
  const configFile = join(import.meta.dirname, 'vite.config.mjs');
  await Promise.all(modes.map((mode) => build({ configFile, mode, build: { watch: watch ? {} : null } })));
}

await rm(join(root, 'dist'), { recursive: true, force: true });

if (watch) {
  await browser();
  process.exit(await nest('start', '--watch', '--preserveWatchOutput', '--exec', 'node --enable-source-maps'));
}

const [code] = await Promise.all([nest('build'), browser()]);
process.exitCode = code;
