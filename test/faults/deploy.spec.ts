import { setTimeout as pause } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { eventually } from '../support/client';
import type { Cluster, ServerProcess } from '../support/cluster';
import { Grounds } from './support/grounds';
import { Office } from './support/office';
import { release } from './support/releases';
import { isLong, report } from './support/report';
import { Traffic } from './support/traffic';

jest.setTimeout(isLong ? 3_600_000 : 300_000);

const MIXED_MS = isLong ? 20_000 : 3000;
const PAST_MESSAGES = isLong ? 1_000_000 : 100_000;
/** How long somebody reads messages in one go, just when the migration wants the table. */
const READING_MS = 8000;

const expanding = release('expanding');
const contracting = release('contracting');
const hasty = release('hasty');
let grounds: Grounds;
afterEach(() => grounds.stop());
afterAll(() => {
  expanding.remove();
  contracting.remove();
  hasty.remove();
});

/** People at work on old servers, with a past. */
async function atWork(servers: number) {
  grounds = await Grounds.start([], servers);
  const { cluster, mariadb } = grounds;
  const traffic = await Traffic.start(cluster);
  const office = await Office.open(cluster);
  const replace = async (program: string, ...replaced: readonly ServerProcess[]) => {
    await Promise.all(
      replaced.map(async (server) => {
        await office.takeOut(server);
        expect((await server.stop('SIGTERM')).code).toBe(0);
        server.program = program;
        await server.start();
        office.putBack(server);
      }),
    );
  };
  return { cluster, traffic, office, replace, url: mariadb.url('shopbell').replace(/^mariadb:/, 'mysql:') };
}

/** What senders were told that must not happen to them, however the servers are replaced. */
function failuresOf(traffic: Traffic): string[] {
  return traffic.talkers.flatMap(({ name, refusals }) =>
    refusals.has('INTERNAL') ? [`${name}: ${refusals.get('INTERNAL')} messages failed`] : [],
  );
}

it('F32: a deployment that adds to the schema and then requires it is noticed by nobody', async () => {
  const { cluster, traffic, office, replace, url } = await atWork(3);
  const [first, second, third] = cluster.servers as [ServerProcess, ServerProcess, ServerProcess];
  await aPast(cluster);
  const reader = await createConnection({ uri: url });
  await reader.query('START TRANSACTION');
  await reader.query('SELECT COUNT(*) FROM messages');

  const expanded = replace(expanding.program, first, second);
  await eventually(
    () => cluster.rows(`SELECT id FROM information_schema.processlist WHERE state LIKE '%metadata lock%'`),
    (waiting) => waiting.length > 0,
    60_000,
  );
  await pause(READING_MS);
  await reader.end();
  await expanded;
  await pause(MIXED_MS);
  await replace(expanding.program, third);
  await replace(contracting.program, second, third);
  await pause(MIXED_MS);
  await replace(contracting.program, first);

  expect(await traffic.end()).toEqual([]);
  expect(await office.close()).toEqual([]);
  expect(failuresOf(traffic)).toEqual([]);
  const figures = traffic.figures();
  report('F32', `a column, an index and a NOT NULL on ${PAST_MESSAGES} messages under 3 servers, replaced in turn`, {
    ...figures,
    'HTTP answers': [...office.statuses].map(([status, count]) => `${count} × ${status}`).join(' '),
  });
  const [left] = await cluster.rows<{ count: number }>('SELECT COUNT(*) AS count FROM messages WHERE tone IS NULL');
  expect(Number(left?.count)).toBe(0);
  expect(office.filed.length).toBeGreaterThan(50);
  expect(figures.longest).toBeLessThanOrEqual(6000);
});

it('F32: a deployment that requires at once what the old server does not write is found out', async () => {
  const { cluster, traffic, office, replace } = await atWork(2);
  const [first] = cluster.servers as [ServerProcess];

  await replace(hasty.program, first);
  await pause(1000);

  const found = [...office.failures, ...failuresOf(traffic)];
  process.stdout.write(`required at once: ${found.length} failures, for instance ${found[0]}\n`);
  expect(found).not.toEqual([]);
  traffic.abandon();
  await office.close();
});

/** Many messages of an old conversation, so that changing their table takes its time. */
async function aPast(cluster: Cluster): Promise<void> {
  const { conversationId } = await cluster.build.chat(await cluster.build.shop());
  await cluster.rows(
    `INSERT INTO messages (conversationId, seq, id, publicSeq, kind, authorKind, authorId, clientId, visibility, body, createdAt)
     SELECT ?, 1000 + numbers.seq, UUID(), 1000 + numbers.seq, 'text', 'customer', 'nobody', UUID(), 'public',
       'Said long ago', UTC_TIMESTAMP(3) FROM seq_1_to_${PAST_MESSAGES} AS numbers`,
    [conversationId],
  );
}
