import { appendFileSync } from 'node:fs';
import { SteadyRandom } from '../../../src/demo/random';

/** What decides when and where faults strike; the same seed strikes the same way again. */
export const SEED = Number(process.env.FAULTS_SEED ?? 1);

/** The whole catalogue takes its time; without this each fault is struck fewer times. */
export const isLong = process.env.FAULTS_LONG === '1';

export const random = (): SteadyRandom => new SteadyRandom(SEED);

/** Notes what a fault did, for the table that `npm run faults` prints. */
export function report(fault: string, struck: string, measured: Record<string, number | string>): void {
  const words = Object.entries(measured).map(([name, value]) => `${name} ${value}`);
  process.stdout.write(`${fault} ${struck}: ${words.join(', ')} (seed ${SEED})\n`);
  const file = process.env.FAULTS_RESULTS;
  if (file) appendFileSync(file, `${JSON.stringify({ fault, struck, measured: words.join(', ') })}\n`);
}
