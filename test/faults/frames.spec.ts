import WebSocket from 'ws';
import type { Person } from '../support/build';
import { Cluster } from '../support/cluster';
import { SOCKET_DOORS } from '../support/socket-doors';
import { type Knock, makeWorld, type World } from '../support/world';
import { Hostility } from './support/hostile';
import { isLong, random, report } from './support/report';
import { Traffic } from './support/traffic';

const FRAMES = isLong ? 100_000 : 5000;
const AT_ONCE = 10;
const INSIDE = /node_modules|\bat [\w.<> ]+ \(|\.(js|ts):\d+|Cannot read|is not a function|undefined \(/;

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.start();
});
afterAll(() => cluster.stop());

const chance = random();
const hostility = new Hostility(chance);

it('F19: frames that are no frames end their connection at most, and disturb nobody', async () => {
  const knock: Knock = {
    build: cluster.build,
    as: (person) => cluster.at(0, person),
    url: cluster.servers[0]?.url ?? '',
  };
  const world = await makeWorld(knock);
  const neighbours = await Traffic.start(cluster, { conversations: 2, pauseMs: 100, urlsOf: () => [knock.url] });
  const pids = cluster.servers.map(({ pid }) => pid);
  const told: string[] = [];
  let connections = 0;

  const vandal = async () => {
    for (let sent = 0; sent < FRAMES / AT_ONCE; ) {
      connections += 1;
      sent += await vandalize(knock.url, world, told);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, vandal));

  expect(await neighbours.end()).toEqual([]);
  report('F19', `${FRAMES} frames over ${connections} connections`, { ...neighbours.figures() });
  expect(told.filter((text) => INSIDE.test(text))).toEqual([]);
  expect(cluster.servers.map(({ pid }) => pid)).toEqual(pids);
  expect(cluster.servers[0]?.output).not.toMatch(/unhandled|uncaught/i);
});

/** One connection, used until the server has had enough of it; answers how many frames it took. */
function vandalize(url: string, world: World, told: string[]): Promise<number> {
  const person = chance.pick([world.people.agent, world.people.visitor, world.people.manager] as Person[]);
  const namespace = person.kind === 'employee' ? '/agents' : '/customers';
  return new Promise((resolve) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    let sent = 0;
    let isIn = false;
    const next = () => {
      if (socket.readyState !== WebSocket.OPEN) return;
      if (sent >= 200) {
        socket.close();
        return;
      }
      sent += 1;
      const bytes = hostility.bytes(frame(namespace, world));
      socket.send(chance.next() < 0.9 ? bytes.toString() : bytes, () => setImmediate(next));
    };
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text.length < 5000) told.push(text);
      if (text.startsWith('0')) socket.send(`40${namespace},${JSON.stringify({ token: person.token })}`);
      else if (text === '2') socket.send('3');
      if (!text.startsWith('40') || isIn) return;
      isIn = true;
      next();
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => resolve(Math.max(1, sent)));
  });
}

/** A request as a client of this namespace sends it. */
function frame(namespace: string, world: World): Buffer {
  const name = chance.pick(Object.keys(SOCKET_DOORS) as (keyof typeof SOCKET_DOORS)[]);
  const input = SOCKET_DOORS[name].input(world);
  return Buffer.from(`42${namespace},${chance.between(0, 9999)}${JSON.stringify([name, input])}`);
}
