import { isDeepStrictEqual } from 'node:util';
import type { RequestName } from '../src/contract/realtime';
import { AgentRequestTable } from '../src/realtime/agent-requests';
import { CustomerRequestTable } from '../src/realtime/customer-requests';
import { TestApp } from './support/app';
import { CUSTOMERS, SOCKET_DOORS, type SocketAnswer, type SocketDoor, STAFF } from './support/socket-doors';
import { makeWorld, type World } from './support/world';

describe('the access matrix of sockets', () => {
  let app: TestApp;
  let shared: World | undefined;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  it('has an entry for every event', () => {
    const events = [
      ...Object.keys(app.get(AgentRequestTable).table),
      ...Object.keys(app.get(CustomerRequestTable).table),
    ];

    expect([...new Set(events)].sort()).toEqual(Object.keys(SOCKET_DOORS).sort());
  });

  it('lets nobody in whose token is not valid', async () => {
    const world = await makeWorld(app);

    for (const who of ['broken', 'ended', 'deactivated'] as const) {
      await expect(app.as(world.people[who]).connect()).rejects.toThrow();
    }
  });

  it('lets nobody in at the door of the others', async () => {
    const world = await makeWorld(app);
    const { visitor, agent } = world.people;

    await expect(app.as({ ...visitor!, kind: 'employee' }).connect()).rejects.toThrow();
    await expect(app.as({ ...agent!, kind: 'customer' }).connect()).rejects.toThrow();
  });

  it.each(Object.keys(SOCKET_DOORS) as RequestName[])('opens %s for whom it should', async (name) => {
    const { answers } = SOCKET_DOORS[name];
    // What earlier events have changed may be in the way: what is said in a world of its own counts.
    let found = shared && (await askAll(shared, name));
    if (!isDeepStrictEqual(found, answers)) {
      shared = await makeWorld(app);
      found = await askAll(shared, name);
    }

    expect(found).toEqual(answers);
  });

  it.each(['chat:take', 'queue:watch', 'presence:set', 'message:new', 'connect', '__proto__', 'constructor', 'join'])(
    'does not know %s at the customers’ door',
    async (name) => {
      const world = shared ?? (await makeWorld(app));
      const socket = await app.as(world.people.visitor).connect();

      const { ok } = await socket
        .ask(name as RequestName, { chatId: world.waiting.id, presence: 'away' } as never)
        .catch(() => ({ ok: false }));

      expect(ok).toBe(false);
      socket.close();
    },
  );

  async function askAll(world: World, name: RequestName): Promise<SocketDoor['answers']> {
    const { answers } = SOCKET_DOORS[name];
    const found: SocketDoor['answers'] = {};
    for (const who of order(answers)) found[who] = await ask(world, name, who);
    return found;
  }

  async function ask(
    world: World,
    name: RequestName,
    who: (typeof CUSTOMERS)[number] | (typeof STAFF)[number],
  ): Promise<SocketAnswer> {
    const socket = await app.as(world.people[who]).connect();
    const answer = await socket.ask(name, SOCKET_DOORS[name].input(world));
    socket.close();
    if (answer.ok) return 'in';
    expect(answer.error.code).not.toBe('INTERNAL');
    return answer.error.code === 'FORBIDDEN' || answer.error.code === 'NOT_FOUND' ? answer.error.code : 'in';
  }
});

/** Who is refused comes first, so that what the others change does not matter to them. */
function order(answers: Partial<Record<string, SocketAnswer>>) {
  const all = [...CUSTOMERS, ...STAFF].filter((who) => answers[who]);
  return all.sort((a, b) => Number(answers[a] === 'in') - Number(answers[b] === 'in'));
}
