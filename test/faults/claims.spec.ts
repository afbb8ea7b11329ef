import { Cluster } from '../support/cluster';
import { doubleClaims, overfullAgents } from './support/claim-rounds';
import { isLong, report } from './support/report';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.start();
});
afterAll(() => cluster.stop());

it('F21: of twenty agents who take the same chat on two servers one gets it, each time', async () => {
  const rounds = isLong ? 200 : 60;

  expect(await doubleClaims(cluster, 20, rounds)).toEqual([]);
  report('F21', `20 agents, ${rounds} chats, 2 servers`, { winners: rounds, refused: rounds * 19 });
});

it('F21: an agent never gets more chats than there is room for', async () => {
  expect(await overfullAgents(cluster)).toEqual([]);
});
