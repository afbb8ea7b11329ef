/**
 * Who runs where, and what others on the machine take away: the server that is measured has the first core for itself,
 * clients and MariaDB have the rest, as far as MariaDB runs here and may be moved.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

const OTHERS = `1-${cpus().length - 1}`;
const ALL = `0-${cpus().length - 1}`;
/** Of all processor time; more than that was no fair try. */
const STOLEN_AT_MOST = 0.02;
const TRIES = 4;

export const isPinned = cpus().length > 1;
let isMariadbMoved = false;
let mostStolen = 0;
const atFirst = times();

/** From now on; MariaDB goes back where it was when this process ends. */
export function leaveFirstCore(mariadbPid) {
  if (!isPinned || !move(process.pid, OTHERS)) return;
  if (isMariadbMoved || !mariadbPid || !move(mariadbPid, OTHERS)) return;
  isMariadbMoved = true;
  process.once('exit', () => move(mariadbPid, ALL));
}

/** What `work` finds in the calmest of at most four tries: it is tried again while other machines take the processors away. */
export async function calmly(work) {
  let calmest;
  for (let tries = 0; tries < TRIES; tries++) {
    const before = times();
    const found = await work();
    const share = stolenSince(before);
    if (!calmest || share < calmest.share) calmest = { share, found };
    if (share <= STOLEN_AT_MOST) break;
    console.log(`${(share * 100).toFixed(0)} % of the processor time was taken away meanwhile`);
  }
  mostStolen = Math.max(mostStolen, calmest.share);
  return calmest.found;
}

/** How fair the figures are, in a sentence. */
export function fairness() {
  const where = isMariadbMoved ? 'on the others' : 'where the system puts it';
  const percent = (share) => `${(share * 100).toFixed(1)} %`;
  const taken = `Other machines took ${percent(stolenSince(atFirst))} of the processor time, and at most ${percent(mostStolen)} of a try that counts.`;
  return `The server on the first core, clients on the others, MariaDB ${where}. ${taken}`;
}

function move(pid, cores) {
  try {
    execFileSync('taskset', ['-acp', cores, String(pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function times() {
  const [, ...fields] = readFileSync('/proc/stat', 'utf8').split('\n')[0].split(/\s+/);
  return fields.slice(0, 8).map(Number);
}

function stolenSince(before) {
  const spent = times().map((value, index) => value - before[index]);
  return spent[7] / spent.reduce((sum, value) => sum + value, 0);
}
