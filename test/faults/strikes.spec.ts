import { setTimeout as pause } from 'node:timers/promises';
import { Cluster } from '../support/cluster';
import { breakBuild, type Strike } from './support/broken-builds';
import { isLong, report } from './support/report';
import { Traffic } from './support/traffic';

/** The servers of a build in which this strikes; started again whenever one has died, `deaths` times. */
async function struckBy(strike: Strike, deaths: number, ms: number): Promise<Traffic> {
  const { program, remove } = breakBuild(strike);
  const cluster = await Cluster.start({}, { program });
  try {
    const traffic = await Traffic.start(cluster, { pauseMs: 20 });
    const until = performance.now() + ms;
    for (let died = 0; died < deaths || performance.now() < until; ) {
      await pause(20);
      for (const server of cluster.servers) {
        if (server.isAlive) continue;
        died += 1;
        await server.start();
      }
    }
    // From here on nothing strikes: what was begun must come to its end.
    const found = traffic.end();
    let isOver = false;
    void found.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await pause(20);
      for (const server of cluster.servers) if (!server.isAlive && !isOver) await server.start();
    }
    expect(await found).toEqual([]);
    return traffic;
  } finally {
    await cluster.stop();
    remove();
  }
}

it('F31: a server that dies between the commit and the telling leaves nobody uninformed', async () => {
  const deaths = isLong ? 50 : 10;

  const traffic = await struckBy('diesAfterCommit', deaths, 0);

  report('F31', `${deaths} deaths right after a commit`, { ...traffic.figures() });
});

it('F7: where one in five transactions is rolled back as a deadlock, nobody notices', async () => {
  const traffic = await struckBy('deadlocksOften', 0, isLong ? 60_000 : 10_000);

  report('F7', 'a deadlock in every fifth transaction', { ...traffic.figures() });
});
