/**
 * Strikes the servers with faults and checks that every promise is kept; prints a table of what was measured.
 * Usage: npm run faults -- [--long] [--seed N] [NAME …]; a NAME is a file here, for instance crashes.
 *        npm run soak -- --minutes N [--seed N]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  options: { long: { type: 'boolean', default: false }, seed: { type: 'string' }, minutes: { type: 'string' } },
  allowPositionals: true,
});
const seed = values.seed ?? String(Math.floor(Math.random() * 1_000_000));
const folder = mkdtempSync(join(tmpdir(), 'shopbell-faults-'));
const results = join(folder, 'results.jsonl');

const { status } = spawnSync(
  process.execPath,
  [
    join(import.meta.dirname, '../run.mjs'),
    '--runInBand',
    ...(positionals.length > 0 ? ['--testPathPatterns', `test/faults/(${positionals.join('|')})\\.spec`] : []),
    ...['--selectProjects', 'faults'],
  ],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      REQUIRE_ALL: '1',
      FAULTS_SEED: seed,
      FAULTS_LONG: values.long ? '1' : '',
      FAULTS_RESULTS: results,
      ...(values.minutes ? { SOAK_SECONDS: String(60 * Number(values.minutes)) } : {}),
    },
  },
);

const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).stdout?.trim();
console.log(`\nSeed ${seed}, commit ${commit}, ${cpus().length} × ${cpus()[0]?.model.trim()}\n`);
if (existsSync(results)) {
  console.log('| Fault | Struck | Measured |\n|---|---|---|');
  for (const line of readFileSync(results, 'utf8').trim().split('\n')) {
    const { fault, struck, measured } = JSON.parse(line);
    console.log(`| ${fault} | ${struck} | ${measured} |`);
  }
}
rmSync(folder, { recursive: true, force: true });
process.exitCode = status ?? 1;
