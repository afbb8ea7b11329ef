import { setTimeout as pause } from 'node:timers/promises';
import type { ConversationPage } from '../../src/contract/conversations.dto';
import { eventually } from '../support/client';
import { Cluster } from '../support/cluster';
import { report } from './support/report';

const GRACE = 3;

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.start({ AGENT_GRACE_SECONDS: String(GRACE) });
});
afterAll(() => cluster.stop());

const waiting = (shopId: string) =>
  cluster.rows<{ id: string }>(
    `SELECT id FROM chats WHERE shopId = ? AND status = 'waiting' ORDER BY queueOrder, queuedAt`,
    [shopId],
  );

it('F22: the chats of an agent whose server dies go back to their place in the queue, and the customers are told', async () => {
  const shop = await cluster.build.shop();
  const agent = await cluster.build.agent({ shopId: shop.id, chatCapacity: 20 });
  const chats = [];
  for (let i = 0; i < 10; i += 1) chats.push(await cluster.build.chat(shop));
  await cluster.at(1, agent).connect();
  for (const { id } of chats) expect((await cluster.at(1, agent).post(`/chats/${id}/take`)).status).toBe(200);
  const late = await cluster.build.chat(shop);

  await cluster.servers[1]?.stop('SIGKILL');
  const at = performance.now();
  await pause((GRACE * 1000) / 2);
  expect(await waiting(shop.id)).toHaveLength(1);
  const queue = await eventually(
    () => waiting(shop.id),
    (rows) => rows.length === 11,
    75_000,
  );
  const took = Math.round(performance.now() - at);

  expect(queue.map(({ id }) => id)).toEqual([...chats, late].map(({ id }) => id));
  for (const { customer, conversationId } of chats) {
    const log = await cluster.at(0, customer).get<ConversationPage>(`/conversations/${conversationId}/messages`);
    expect(log.body.messages.at(-1)?.system?.type).toBe('chat.agentLost');
  }
  report('F22', '10 chats of an agent whose server died', { 'back in the queue after': took, grace: GRACE * 1000 });
  await cluster.servers[1]?.start();
});
