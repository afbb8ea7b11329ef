import { randomUUID } from 'node:crypto';
import { Cluster } from '../support/cluster';
import { DOORS } from '../support/doors';
import { type Knock, makeWorld, PRINCIPALS, type World } from '../support/world';
import { Hostility } from './support/hostile';
import { isLong, random, report } from './support/report';

const CALLS = isLong ? 50_000 : 4000;
const AT_ONCE = 8;
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
  const statuses = new Map<number, number>();
  for (let done = 0; done < CALLS; done += PER_WORLD) {
    // Senseless sign-ins make everybody at this address wait; those who make the next world need not.
    await cluster.rows('DELETE FROM login_attempts');
    const world = await makeWorld(knock);
    const worker = async () => {
      for (let i = 0; i < PER_WORLD / AT_ONCE; i += 1) {
        const { asked, status, text } = await call(world);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status >= 500 || (status >= 400 && INSIDE.test(text)))
          found.push(`${asked} → ${status} ${text.slice(0, 300)}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  report('F20', `${CALLS} calls`, Object.fromEntries([...statuses].sort().map(([code, count]) => [`${code}:`, count])));
  expect(found).toEqual([]);
  expect(await fetch(`${knock.url}/health`)).toMatchObject({ status: 200 });
});

async function call(world: World): Promise<{ asked: string; status: number; text: string }> {
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
  return { asked, status, text: typeof answer === 'string' ? answer : JSON.stringify(answer) };
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
