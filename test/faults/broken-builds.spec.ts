import { setTimeout as pause } from 'node:timers/promises';
import { Cluster } from '../support/cluster';
import { type Broken, breakBuild } from './support/broken-builds';
import { doubleClaims, overfullAgents } from './support/claim-rounds';
import { killedWhileImporting } from './support/imports';
import { random } from './support/report';
import { Traffic } from './support/traffic';

/*
 * A check that cannot fail proves nothing. Each of these runs the same fault as the catalogue against a build with one
 * rule taken out, and must find something wrong.
 */

const chance = random();

async function withBroken(name: Broken, find: (cluster: Cluster) => Promise<string[]>): Promise<string[]> {
  const { program, remove } = breakBuild(name);
  const cluster = await Cluster.start({}, { program });
  try {
    return await find(cluster);
  } finally {
    await cluster.stop();
    remove();
  }
}

async function crashes(cluster: Cluster): Promise<string[]> {
  const traffic = await Traffic.start(cluster, { pauseMs: 10 });
  for (let kill = 0; kill < 6; kill += 1) {
    const server = cluster.servers[kill % 2];
    await pause(chance.between(300, 900));
    await server?.stop('SIGKILL');
    await server?.start();
  }
  return traffic.end();
}

it.each<[Broken, (cluster: Cluster) => Promise<string[]>]>([
  ['acknowledgesBeforeCommit', crashes],
  ['emitsBeforeCommit', crashes],
  ['doesNotResume', crashes],
  ['claimsByReadThenWrite', doubleClaims],
  ['locksNoRow', overfullAgents],
  ['startsImportsOver', (cluster) => killedWhileImporting(cluster, 5000, 1)],
])('a build that %s is found out', async (name, find) => {
  const found = await withBroken(name, find);

  process.stdout.write(`${name}: ${found.length} violations, for instance ${found[0]}\n`);
  expect(found).not.toEqual([]);
});
