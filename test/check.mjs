/** Runs everything that looks at the code without running it, two at a time, and says what each found. */
import { spawn } from 'node:child_process';

/** What takes longest comes first. */
const CHECKS = [
  'eslint .',
  'depcruise --config .dependency-cruiser.cjs src public migrations',
  'tsc -p tsconfig.json',
  'tsc -p public/tsconfig.json',
  'tsc -p test/browser/tsconfig.json',
  'tsc -p public/portal/tsconfig.json',
  'tsc -p public/widget/tsconfig.json',
  'knip',
  'biome ci',
  'node test/lock-complete.mjs',
];
const AT_ONCE = 2;

/** Whether it found nothing. */
function run(check) {
  return new Promise((resolve) => {
    const began = performance.now();
    const child = spawn(check, { shell: true });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        output += text;
      });
    child.on('close', (code) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(0);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${check} (${seconds} s)`);
      if (code !== 0) console.log(output);
      resolve(code === 0);
    });
  });
}

const waiting = [...CHECKS];
let isClean = true;
const lane = async () => {
  for (let check = waiting.shift(); check; check = waiting.shift()) isClean = (await run(check)) && isClean;
};
await Promise.all(Array.from({ length: AT_ONCE }, lane));
process.exitCode = isClean ? 0 : 1;
