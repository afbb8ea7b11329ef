/**
 * Runs the tests whose services are there, says plainly which it leaves out, and ends with the counts.
 * REQUIRE_ALL=1 makes a missing service an error. Arguments go to Jest; --selectProjects narrows the choice.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
process.env.TEST_MYSQL_URL ||= 'mysql://root@127.0.0.1:3306';
process.env.TEST_REDIS_URL ||= 'redis://127.0.0.1:6379';

/** Each answers undefined when the service is there, else why not. */
const services = {
  MariaDB: async () => {
    const { createConnection } = await import('mysql2/promise');
    const url = process.env.TEST_MYSQL_URL.replace(/^mariadb:/, 'mysql:');
    const connection = await createConnection({ uri: url, connectTimeout: 3000 });
    await connection.query('select 1');
    await connection.end();
  },
  Redis: async () => {
    const { createClient } = await import('@redis/client');
    const socket = { connectTimeout: 3000, reconnectStrategy: false };
    const client = createClient({ url: process.env.TEST_REDIS_URL, socket });
    client.on('error', () => {});
    await client.connect();
    await client.ping();
    await client.close();
  },
  Chromium: async () => {
    const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
    const places = [process.env.CHROMIUM_PATH, ...names.map((name) => `/usr/bin/${name}`)];
    const found = places.find((place) => place && existsSync(place));
    if (!found) throw new Error('set CHROMIUM_PATH');
    process.env.CHROMIUM_PATH = found;
  },
};

const needs = {
  rules: [],
  sqlite: [],
  mysql: ['MariaDB'],
  cluster: ['MariaDB', 'Redis'],
  browser: ['Chromium'],
  faults: ['MariaDB', 'Redis'],
};
/** Faults take their time, so they are asked for by name. */
const everyday = Object.keys(needs).filter((name) => name !== 'faults');

/** Splits the project names off the arguments; Jest would take every word after them for one. */
function readArguments([...args]) {
  const at = args.indexOf('--selectProjects');
  if (at < 0) return { wanted: everyday, rest: args };
  const wanted = [];
  while (args[at + 1 + wanted.length] in needs) wanted.push(args[at + 1 + wanted.length]);
  args.splice(at, 1 + wanted.length);
  return { wanted, rest: args };
}

const { wanted, rest } = readArguments(process.argv.slice(2));
const absent = {};
for (const name of new Set(wanted.flatMap((project) => needs[project]))) {
  await services[name]().catch((error) => {
    absent[name] = error.message || error.code || String(error);
  });
}

const isPossible = (project) => needs[project].every((name) => !(name in absent));
const projects = wanted.filter(isPossible);
for (const project of wanted.filter((name) => !isPossible(name))) {
  const why = needs[project].filter((name) => name in absent).map((name) => `${name} is not there (${absent[name]})`);
  console.log(`Left out: ${project} tests, because ${why.join(' and ')}.`);
}
if (process.env.REQUIRE_ALL === '1' && Object.keys(absent).length) {
  console.error('REQUIRE_ALL=1 is set, so nothing may be left out.');
  process.exit(1);
}
if (!projects.length) process.exit(1);

const run = (script, args) =>
  spawnSync(process.execPath, [join(root, script), ...args], { cwd: root, stdio: 'inherit' });

/** The stories need pages, whichever; the others start what was built. */
const hasPages = existsSync(join(root, 'dist/public'));
const needsBuild = projects.some((name) => (['sqlite', 'mysql'].includes(name) ? !hasPages : name !== 'rules'));
if (needsBuild && run('public/build.mjs', []).status !== 0) {
  console.error('The build failed, and all tests but those of single rules need it.');
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'shopbell-test-'));
const outputFile = join(folder, 'result.json');
const jest = run('node_modules/jest/bin/jest.js', [
  ...rest,
  '--passWithNoTests',
  '--json',
  `--outputFile=${outputFile}`,
  '--selectProjects',
  ...projects,
]);
if (existsSync(outputFile)) {
  const result = JSON.parse(readFileSync(outputFile, 'utf8'));
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  const skipped = result.numPendingTests + result.numTodoTests;
  console.log(`${result.numPassedTests} passed, ${failed} failed, ${skipped} skipped`);
}
rmSync(folder, { recursive: true, force: true });
process.exitCode = jest.status ?? 1;
