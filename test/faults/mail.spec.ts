import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/client';
import { Cluster } from '../support/cluster';
import { Mailbox } from '../support/mailbox';
import { isLong, random, report } from './support/report';

let cluster: Cluster;
let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await Mailbox.open();
  cluster = await Cluster.start(mailbox.settings);
});
afterAll(async () => {
  await cluster.stop();
  await mailbox.close();
});

const chance = random();

it('I12: every mail goes out though the servers that send it are killed, and a second copy is known as one', async () => {
  const shop = await cluster.build.shop();
  const people = isLong ? 200 : 60;
  const registering = (async () => {
    for (let i = 0; i < people; i += 1) {
      const input = { shop: shop.publicKey, username: `reader${i}`, email: `reader${i}@mail.example`, name: 'Reader' };
      const register = async (): Promise<void> => {
        const server = cluster.servers.find(({ isAlive }) => isAlive);
        const answer = await fetch(`${server?.url}/api/v1/auth/register`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ...input, password: 'correct horse battery' }),
        }).catch(() => null);
        if (answer?.status === 201 || answer?.status === 409) return;
        await pause(50);
        return register();
      };
      await register();
    }
  })();
  const kills = isLong ? 12 : 4;
  for (let kill = 0; kill < kills; kill += 1) {
    await pause(chance.between(400, 1200));
    await cluster.servers[kill % 2]?.stop('SIGKILL');
    await cluster.servers[kill % 2]?.start();
  }
  await registering;

  await eventually(
    async () => {
      // As if the time had passed after which whoever tried is taken for dead.
      await cluster.rows(`UPDATE deliveries SET dueAt = UTC_TIMESTAMP(3) WHERE status = 'pending' AND attempts > 0`);
      return cluster.rows(`SELECT id FROM deliveries WHERE status = 'pending'`);
    },
    (left) => left.length === 0,
    60_000,
  );

  const written = await cluster.rows<{ status: string }>('SELECT status FROM deliveries');
  expect(new Set(written.map(({ status }) => status))).toEqual(new Set(['sent']));
  for (let i = 0; i < people; i += 1) {
    const mails = mailbox.to(`reader${i}@mail.example`);
    expect(mails.length).toBeGreaterThan(0);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
  }
  const copies = mailbox.mails.length - written.length;
  report('I12', `${kills} kills while ${people} mails go out`, { sent: mailbox.mails.length, 'second copies': copies });
});
