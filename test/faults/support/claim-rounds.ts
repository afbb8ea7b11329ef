import type { ChatDetail } from '../../../src/contract/chats.dto';
import type { Cluster } from '../../support/cluster';
import { brokenPromises } from './promises';
import type { Claim } from './trail-check';

const many = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

/** All agents reach for each chat at the same moment, on both servers; answers where not exactly one got it. */
export async function doubleClaims(cluster: Cluster, agentCount = 20, chatCount = 40): Promise<string[]> {
  const shop = await cluster.build.shop();
  const agents = await many(agentCount, () => cluster.build.agent({ shopId: shop.id, chatCapacity: 100 }));
  const found: string[] = [];
  const claims: Claim[] = [];
  for (let round = 0; round < chatCount; round += 1) {
    const { id } = await cluster.build.chat(shop);
    const answers = await Promise.all(
      agents.map((agent, index) => cluster.at(index, agent).post<ChatDetail>(`/chats/${id}/take`)),
    );
    for (const [index, { status, body }] of answers.entries())
      if (status === 200) claims.push({ chatId: id, agentId: agents[index]?.id ?? '', version: body.version });
    const winners = answers.filter(({ status }) => status === 200).length;
    const others = answers.filter(({ status }) => status !== 200 && status !== 409).length;
    if (winners !== 1) found.push(`chat ${id}: ${winners} agents were told that they have it`);
    if (others > 0) found.push(`chat ${id}: ${others} answers were neither yes nor no`);
  }
  return [...found, ...(await brokenPromises(cluster, shop.id, claims))];
}

/** One agent with room for three reaches for ten chats at once, on both servers; answers where they got more. */
export async function overfullAgents(cluster: Cluster, rounds = 10): Promise<string[]> {
  const found: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const shop = await cluster.build.shop();
    const agent = await cluster.build.agent({ shopId: shop.id, chatCapacity: 3 });
    const chats = await many(10, () => cluster.build.chat(shop));
    await Promise.all(chats.map(({ id }, index) => cluster.at(index, agent).post(`/chats/${id}/take`)));
    const [row] = await cluster.rows<{ held: number }>(
      `SELECT COUNT(*) AS held FROM chats WHERE agentId = ? AND status = 'active'`,
      [agent.id],
    );
    if (Number(row?.held) !== 3) found.push(`an agent with room for three has ${row?.held}`);
  }
  return found;
}
