import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/client';
import { Cluster } from '../support/cluster';
import { Talker } from '../support/talker';
import { differences, type StoredMessage } from '../support/transcript-check';

const KILLS = 16;
const CONVERSATIONS = 5;

let cluster: Cluster;
const all: Talker[] = [];
beforeAll(async () => {
  cluster = await Cluster.start();
});
afterAll(async () => {
  for (const talker of all) talker.close();
  await cluster.stop();
});

it('loses nothing it has confirmed when servers are killed again and again', async () => {
  const shop = await cluster.build.shop();
  const urls = cluster.servers.map(({ url }) => url);
  const talks: { id: string; talkers: Talker[] }[] = [];
  for (let i = 0; i < CONVERSATIONS; i += 1) {
    const agent = await cluster.build.agent({ shopId: shop.id });
    const { id, customer, conversationId } = await cluster.build.chat(shop);
    expect((await cluster.at(i, agent).post(`/chats/${id}/take`)).status).toBe(200);
    const talkers = [
      new Talker(`agent${i}`, agent, conversationId, urls, 30),
      new Talker(`customer${i}`, customer, conversationId, urls, 30),
    ];
    talks.push({ id: conversationId, talkers });
  }
  all.push(...talks.flatMap(({ talkers }) => talkers));
  await Promise.all(all.map((talker) => talker.connect()));
  const talking = Promise.all(all.map((talker) => talker.talk()));

  for (let kill = 0; kill < KILLS; kill += 1) {
    const server = cluster.servers[kill % 2];
    await pause(500 + Math.random() * 1000);
    await server?.stop('SIGKILL');
    await server?.start();
  }
  for (const talker of all) talker.stopTalking();
  await talking;

  const confirmed = all.reduce((sum, talker) => sum + talker.confirmed.size, 0);
  const waits = all.flatMap((talker) => talker.waits).sort((a, b) => a - b);
  process.stdout.write(
    `${KILLS} kills, ${confirmed} confirmed, p50 ${Math.round(waits[Math.floor(waits.length / 2)] ?? 0)} ms, longest ${Math.round(waits.at(-1) ?? 0)} ms\n`,
  );
  expect(confirmed).toBeGreaterThan(KILLS * 20);
  for (const { id, talkers } of talks) {
    const stored = await cluster.rows<StoredMessage>(
      'SELECT id, seq, publicSeq, clientId, authorId, body FROM messages WHERE conversationId = ? ORDER BY seq',
      [id],
    );
    await eventually(
      () => talkers.map(({ lastSeq }) => lastSeq),
      (seqs) => seqs.every((seq) => seq >= stored.length),
    );
    expect(differences(stored, talkers)).toEqual([]);
  }
}, 400_000);
