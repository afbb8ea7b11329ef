import { randomUUID } from 'node:crypto';
import type { Page } from '../src/contract/common.dto';
import type { CustomerView } from '../src/contract/customers.dto';
import type { ErrorBody } from '../src/contract/errors';
import { ENTITIES } from '../src/entities';
import { TestApp } from './support/app';
import { DOORS } from './support/doors';
import { makeWorld, type Principal, type World } from './support/world';

/** Those who may do the most come first. */
const BY_RIGHTS: Principal[] = ['agent', 'manager', 'admin', 'visitor', 'anonymous'];
/** One takes any mail, the other nothing. */
const WITHOUT_BODY = ['POST /mail/inbound', 'POST /my/tickets/drafts'];
const LISTS = Object.keys(DOORS).filter(
  (name) =>
    name.startsWith('GET ') &&
    !/csv|:|mail|offers|categories|\/(me|demo|current|counts?|unread-count|widget|permissions)\b/.test(name),
);

describe('attacks by input', () => {
  let app: TestApp;
  let world: World;

  beforeAll(async () => {
    app = await TestApp.start();
    world = await makeWorld(app);
  });

  afterAll(() => app.stop());

  /** Every door that takes an object, as somebody who may go in. */
  const takers = Object.entries(DOORS)
    .filter(([name]) => !name.startsWith('GET ') && !WITHOUT_BODY.includes(name))
    .map(([name, door]) => ({ name, door, who: BY_RIGHTS.find((each) => door.answers[each] === 'in') ?? 'agent' }));

  const ask = (name: string, who: Principal, body: (given: Record<string, unknown>) => unknown) => {
    const { path, body: given } = DOORS[name]!.ask(world);
    const [method = ''] = name.split(' ');
    return app.as(world.people[who]).send<ErrorBody>(method, path, body((given ?? {}) as Record<string, unknown>));
  };
  const hasBody = (name: string) => DOORS[name]?.ask(world).body !== undefined;

  it('54: no door takes a field that it does not know', async () => {
    const extras = ['id', 'roles', 'isAdmin', 'passwordHash', 'assignVersion', 'createdAt', 'holderId', 'actor'];
    const taken: string[] = [];
    for (const { name, who } of takers.filter(({ name }) => hasBody(name))) {
      for (const extra of extras) {
        const { status, body } = await ask(name, who, (given) => ({ ...given, [extra]: randomUUID() }));
        const isNamed = body.errors?.some(({ field }) => field === extra || field.endsWith(`.${extra}`));
        if (status !== 400 || !isNamed) taken.push(`${name} ${extra} → ${status}`);
      }
    }

    expect(taken).toEqual([]);
    expect(takers.length).toBeGreaterThan(60);
  });

  it('51: nothing, and half of a character, are refused or taken, and never a fault', async () => {
    const faults: string[] = [];
    for (const { name, who } of takers.filter(({ name }) => hasBody(name))) {
      for (const field of Object.keys(DOORS[name]!.ask(world).body as object)) {
        for (const value of [null, '\ud800', ['\ud800'], { '\ud800': '\ud800' }]) {
          const { status } = await ask(name, who, (given) => ({ ...given, [field]: value }));
          if (status >= 500) faults.push(`${name} ${field}: ${JSON.stringify(value)} → ${status}`);
        }
      }
    }

    expect(faults).toEqual([]);
  });

  it('51: __proto__ and constructor in a body do nothing', async () => {
    const polluted: string[] = [];
    for (const { name, who } of takers.filter(({ name }) => hasBody(name))) {
      const { path, body: given } = DOORS[name]!.ask(world);
      const [method = ''] = name.split(' ');
      const inner = JSON.stringify(given).slice(1);
      const rest = inner === '}' ? '}' : `,${inner}`;
      for (const key of ['"__proto__":{"isAdmin":true}', '"constructor":{"prototype":{"isAdmin":true}}']) {
        const { status } = await app.as(world.people[who]).send(method, path, `{${key}${rest}`);
        if (status !== 400) polluted.push(`${name} ${key} → ${status}`);
      }
    }
    const query = '?__proto__[isAdmin]=1&constructor[prototype][isAdmin]=1&__proto__.isAdmin=1';
    expect((await app.as(world.people.manager).get(`/tickets${query}`)).status).toBe(400);

    expect(polluted).toEqual([]);
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
  });

  it('55: a value of another type is refused, never made to fit', async () => {
    const wrong = (value: unknown): unknown[] =>
      typeof value === 'string'
        ? [{ $ne: null }, [value], true, 0]
        : typeof value === 'number'
          ? [String(value), [value], { $gt: 0 }]
          : typeof value === 'boolean'
            ? ['true', 1, [value]]
            : ['text', 7, true];
    const taken: string[] = [];
    for (const { name, who } of takers.filter(({ name }) => hasBody(name))) {
      const given = DOORS[name]!.ask(world).body as Record<string, unknown>;
      for (const [field, value] of Object.entries(given)) {
        if (value === undefined) continue;
        for (const other of wrong(value)) {
          const { status } = await ask(name, who, (good) => ({ ...good, [field]: other }));
          if (status !== 400) taken.push(`${name} ${field}=${JSON.stringify(other)} → ${status}`);
        }
      }
    }

    expect(taken).toEqual([]);
  });

  it('55: ids that databases would make fit are no ids', async () => {
    const ids = [
      '1 or 1=1',
      '0',
      'true',
      `${world.chat.id}' OR '1'='1`,
      `${world.chat.id} `,
      '%',
      '*',
      'null',
      'undefined',
    ];
    const paths = ['/chats/', '/tickets/', '/customers/', '/employees/', '/roles/', '/teams/', '/shops/', '/imports/'];
    for (const path of paths)
      for (const id of ids) {
        const { status } = await app.as(world.people.manager).get(`${path}${encodeURIComponent(id)}`);
        expect([path, id, [400, 404].includes(status)]).toEqual([path, id, true]);
      }
    const twice = await app.as(world.people.manager).get(`/chats?teamId=${world.team.id}&teamId=${world.team.id}`);
    expect(twice.status).toBe(400);
    expect((await app.as(world.people.manager).get('/chats?teamId[]=x')).status).toBe(400);
  });

  it('56: no table gives a row away to a question about nothing', async () => {
    for (const entity of ENTITIES) {
      const rows = app.db.getRepository(entity);
      const keys = rows.metadata.primaryColumns.map(({ propertyName }) => propertyName);
      for (const nothing of [undefined, null])
        for (const find of [
          () => rows.findOneBy({ [keys[0] ?? 'id']: nothing }),
          () => rows.findBy({ [keys[0] ?? 'id']: nothing }),
          () => rows.delete({ [keys[0] ?? 'id']: nothing }),
          () => rows.update({ [keys[0] ?? 'id']: nothing }, {}),
        ])
          await expect(find()).rejects.toThrow();
    }
  });

  it.each(LISTS)('57: %s gives no more than a page, in an order of its own', async (name) => {
    const path = name.slice(4);
    const who = BY_RIGHTS.find((each) => DOORS[name]?.answers[each] === 'in') ?? 'agent';
    const asked = async (query: string) => (await app.as(world.people[who]).get(`${path}?${query}`)).status;
    const cursor = (value: string) => `cursor=${Buffer.from(value).toString('base64url')}`;

    const wrong = [
      'limit=1e9',
      'limit=-1',
      'limit=0',
      'limit=NaN',
      'limit=101',
      'limit=1&limit=2',
      'limit=',
      'limit=1.5',
    ];
    const orders = ['sort=passwordHash', 'order=1;DROP TABLE chats', 'orderBy=id', 'offset=1000000000000'];
    const cursors = ['[]', '{}', 'null', '["x"', '[{"$ne":1}]', '[null]', '[[1]]', '[1,2,3,4,5]'].map(cursor);
    for (const query of [...wrong, ...orders, ...cursors]) expect([query, await asked(query)]).toEqual([query, 400]);
    const odd = [
      '[1e999]',
      '[1e999,1e999]',
      '[-1e999,"x"]',
      '["\\u0000","x"]',
      '["x\' OR 1=1 -- ","y"]',
      '[0,0]',
      '[1e999,1e999,1e999]',
    ];
    for (const value of odd) expect([value, (await asked(cursor(value))) < 500]).toEqual([value, true]);
  });

  it('58: signs that databases read as anything are signs', async () => {
    const manager = app.as(world.people.manager);
    await manager.post('/customers', { name: '100% wool_blend !now' });
    const found = async (search: string) =>
      (await manager.get<Page<CustomerView>>(`/customers?search=${encodeURIComponent(search)}`)).body.items.length;

    expect(await Promise.all(['100%', 'wool_blend', '!now'].map(found))).toEqual([1, 1, 1]);
    expect(
      await Promise.all(['100_', 'wool%blend', 'w__l', '%%', '.*', '[a-z]+', '\\', "' OR 1=1 -- "].map(found)),
    ).toEqual(Array.from({ length: 8 }, () => 0));
    for (const path of ['/tickets', '/chats?view=all', '/employees', '/teams', '/roles', '/saved-replies', '/shops'])
      for (const search of ['%', '_', '!', '\\', "'", '"', '+-*()~<>@', '\u0000']) {
        const join = path.includes('?') ? '&' : '?';
        const { status } = await manager.get(`${path}${join}search=${encodeURIComponent(search)}`);
        expect([path, search, status]).toEqual([path, search, expect.any(Number)]);
        expect([path, search, status < 500]).toEqual([path, search, true]);
      }
  });
});
