import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Cluster } from '../support/cluster';
import { Delivery, killedWhileImporting } from './support/imports';
import { isLong, report } from './support/report';

const ROWS = isLong ? 20_000 : 5000;
const KILLS = isLong ? 10 : 3;

let cluster: Cluster | undefined;
afterEach(async () => {
  await cluster?.stop();
  cluster = undefined;
});

function sqlite(): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-'));
  const remove = async () => rmSync(folder, { recursive: true, force: true });
  return Cluster.start({}, { database: { settings: { DATA_DIR: folder }, remove }, servers: 1 });
}

it.each<[string, () => Promise<Cluster>]>([
  ['two servers on MariaDB', () => Cluster.start()],
  ['one server on SQLite', sqlite],
])('F40: an import goes on where it was when servers are killed: %s', async (name, start) => {
  cluster = await start();

  expect(await killedWhileImporting(cluster, ROWS, KILLS)).toEqual([]);
  report('F40', `${KILLS} kills during an import, ${name}`, { rows: ROWS });
});

/** Whether a connection of these servers is between two statements of a transaction. */
async function isInTransaction(servers: Cluster): Promise<boolean> {
  const waiting = await servers.rows(
    `SELECT 1 FROM information_schema.innodb_trx JOIN information_schema.processlist ON id = trx_mysql_thread_id
     WHERE db = DATABASE() AND command = 'Sleep'`,
  );
  return waiting.length > 0;
}

it('F41: two servers are never at the same import, not even when one stands still and wakes up', async () => {
  cluster = await Cluster.start();
  const delivery = await Delivery.begin(cluster, ROWS);
  const [first] = cluster.servers;

  await delivery.reaches(ROWS / 10);
  // While its transaction is open the database lets nobody else go on, so another moment is tried.
  for (let tries = 0; tries < 10; tries += 1) {
    first?.freeze(true);
    await pause(200);
    if (!(await isInTransaction(cluster))) break;
    first?.freeze(false);
    await pause(20);
  }
  first?.freeze(true);
  const isTakenOver = await delivery.goesOnWithout(30_000);
  first?.freeze(false);

  expect(await delivery.wrong()).toEqual([]);
  report('F41', 'one of 2 servers stopped during an import', { 'taken over': isTakenOver ? 'yes' : 'no' });
});
