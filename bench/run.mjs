/** Measures the parts that are named, or all of them: npm run bench -- lists reports. With --quick, less and unwritten. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const PARTS = ['chat', 'import', 'lists', 'reports', 'growth', 'pair', 'storm', 'sizes'];
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = named.filter((part) => !PARTS.includes(part));
if (unknown.length > 0) throw new Error(`Not a part: ${unknown.join(', ')}. There are ${PARTS.join(', ')}.`);

for (const part of named.length > 0 ? named : PARTS) {
  console.log(`\n${part}`);
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${part}.mjs`), ...flags], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
