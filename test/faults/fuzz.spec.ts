import { randomUUID } from 'node:crypto';
import type { RequestName } from '../../src/contract/realtime';
import { Cluster } from '../support/cluster';
import { DOORS } from '../support/doors';
import { CUSTOMERS, SOCKET_DOORS, STAFF } from '../support/socket-doors';
import { type Knock, makeWorld, PRINCIPALS, type World } from '../support/world';
import { Hostility } from './support/hostile';
import { isLong, random, report } from './support/report';

const CALLS = isLong ? 50_000 : 4000;
const AT_ONCE = 8;
/** Of the calls, those that go over a socket. */
const OVER_SOCKETS = 0.3;
/** After so many calls people have been signed out and things deleted: a new world is worth more. */
const PER_WORLD = 800;
/** What an answer must never tell. */
const INSIDE =
  /node_modules|\bat [\w.<> ]+ \(|\.(js|ts):\d+|ER_[A-Z_]{4,}|SQLITE_|QueryFailed|SELECT .* FROM|\/work\/|\/tmp\//;

let cluster: Cluster;
let knock: Knock;
beforeAll(async () => {
  cluster = await Cluster.start();
  knock = { build: cluster.build, as: (person) => cluster.at(0, person), url: cluster.servers[0]?.url ?? '' };
});
afterAll(() => cluster.stop());

const chance = random();
const hostility = new Hostility(chance);

it('F20: who is refused has changed nothing', async () => {
  const world = await makeWorld(knock);
  const strangers = ['anonymous', 'broken', 'deactivated', 'foreignVisitor', 'foreignAgent', 'bare'] as const;
  const found: string[] = [];
  let refused = 0;
  for (const [name, door] of Object.entries(DOORS)) {
    const [method = ''] = name.split(' ');
    if (method === 'GET') continue;
    const before = await checksums();
    const answers = [];
    for (const who of strangers) {
      if (Number(door.answers[who]) !== door.answers[who]) continue;
      const { path, body } = door.ask(world);
      answers.push((await knock.as(world.people[who]).send(method, path, body)).status);
      refused += 1;
    }
    const after = await checksums();
    const changed = [...after].filter(([table, sum]) => before.get(table) !== sum).map(([table]) => table);
    if (changed.length > 0) found.push(`${name} (${answers.join()}) changed ${changed.join()}`);
  }

  report('F20', `${refused} refused changes`, { 'tables changed': found.length });
  expect(found).toEqual([]);
});

it('F20: calls that make no sense are refused, whatever they are, and nothing inside is told', async () => {
  const found: string[] = [];
  const answers = new Map<string, number>();
  for (let done = 0; done < CALLS; done += PER_WORLD) {
    // Senseless sign-ins make everybody at this address wait; those who make the next world need not.
    await cluster.rows('DELETE FROM login_attempts');
    const world = await makeWorld(knock);
    const worker = async () => {
      for (let i = 0; i < PER_WORLD / AT_ONCE; i += 1) {
        const { asked, answer, text } = await (chance.next() < OVER_SOCKETS ? request(world) : call(world));
        answers.set(answer, (answers.get(answer) ?? 0) + 1);
        if (/^(5|INTERNAL|no answer)/.test(answer) || (!/^(2|3|ok)/.test(answer) && INSIDE.test(text)))
          found.push(`${asked} → ${answer} ${text.slice(0, 300)}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  report(
    'F20',
    `${CALLS} calls`,
    Object.fromEntries([...answers].sort().map(([answer, count]) => [`${answer}:`, count])),
  );
  expect(found).toEqual([]);
  expect(await fetch(`${knock.url}/health`)).toMatchObject({ status: 200 });
});

/** What was asked, how it was answered in a word, and what the answer said. */
interface Told {
  asked: string;
  answer: string;
  text: string;
}

async function call(world: World): Promise<Told> {
  const name = chance.pick(Object.keys(DOORS));
  const [method = ''] = name.split(' ');
  const good = DOORS[name]?.ask(world) ?? { path: '/' };
  const path = chance.next() < 0.5 ? hostility.path(good.path) : good.path;
  const body = method === 'GET' ? undefined : JSON.stringify(hostility.body(good.body));
  const person = world.people[chance.pick(PRINCIPALS)];
  const asked = `${method} ${path} ${body?.slice(0, 500) ?? ''}`;
  const { status, body: answer } = await knock
    .as(person)
    .send<unknown>(method, path, body, { 'x-request-id': randomUUID() });
  return { asked, answer: String(status), text: typeof answer === 'string' ? answer : JSON.stringify(answer) };
}

/** Any event from anybody, also from those whom it is not for. */
async function request(world: World): Promise<Told> {
  const name = chance.pick(Object.keys(SOCKET_DOORS) as RequestName[]);
  const input = hostility.body(SOCKET_DOORS[name].input(world));
  const asked = `${name} ${JSON.stringify(input)?.slice(0, 500)}`;
  const socket = await knock
    .as(world.people[chance.pick([...CUSTOMERS, ...STAFF])])
    .connect()
    .catch(() => null);
  if (!socket) return { asked, answer: 'not let in', text: '' };
  try {
    const gone = socket.closed().then(() => null);
    const told = await Promise.race([socket.ask(name, input as never), gone]);
    if (!told) return { asked, answer: 'cut', text: '' };
    return { asked, answer: told.ok ? 'ok' : told.error.code, text: JSON.stringify(told) };
  } catch {
    return { asked, answer: 'no answer', text: '' };
  } finally {
    socket.close();
  }
}

/** A number for the content of each table, but for those that keep count of who knocks. */
async function checksums(): Promise<Map<string, string>> {
  const tables = await cluster.rows<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()
     AND table_name NOT IN ('login_attempts', 'rate_limits', 'leases', 'sign_ins', 'agent_states')`,
  );
  const sums = await cluster.rows<{ Table: string; Checksum: string }>(
    `CHECKSUM TABLE ${tables.map(({ name }) => `\`${name}\``).join(', ')}`,
  );
  return new Map(sums.map(({ Table, Checksum }) => [Table, String(Checksum)]));
}
