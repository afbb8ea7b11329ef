import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { HealthController } from '../src/health/health.controller';
import { PagesController } from '../src/pages/pages.controller';
import { TestApp } from './support/app';
import { DOORS, type Expected } from './support/doors';
import { makeWorld, PRINCIPALS, type Principal, type World } from './support/world';

/** Pages and health hold no data of anybody. */
const WITHOUT_DATA: unknown[] = [PagesController, HealthController];

const FOREIGN: Principal[] = ['foreignVisitor', 'foreignAgent', 'foreignManager'];

describe('the access matrix', () => {
  let app: TestApp;
  let untouched: Promise<World> | undefined;

  /** Who only looks leaves the world as it is for the next; who changes something gets a world of their own. */
  const worldFor = (door: string): Promise<World> => {
    if (!door.startsWith('GET ')) return makeWorld(app);
    untouched ??= makeWorld(app);
    return untouched;
  };

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  it('has an entry for every route', () => {
    expect(routes(app)).toEqual(Object.keys(DOORS).sort());
  });

  describe.each(Object.keys(DOORS))('%s', (name) => {
    it('opens for whom it should, and shows nothing of the shop to others', async () => {
      const world = await worldFor(name);
      const door = DOORS[name]!;
      const answers: Partial<Record<Principal, Expected>> = {};
      const leaks: string[] = [];

      for (const principal of order(door.answers)) {
        const { path, body } = door.ask(world);
        const [method = ''] = name.split(' ');
        const answer = await app.as(world.people[principal]).send<unknown>(method, path, body);
        answers[principal] = answer.status >= 500 ? answer.status : asExpected(door.answers[principal], answer.status);
        const isSecret = door.answers.anonymous === 401;
        if (isSecret && FOREIGN.includes(principal)) leaks.push(...leakedBy(answer.body, world, path));
      }

      expect(answers).toEqual(door.answers);
      expect(leaks).toEqual([]);
    });
  });
});

/** Who is refused comes first, so that what the others change does not matter to them. */
function order(answers: Record<Principal, Expected>): Principal[] {
  const rank = (principal: Principal) => ['in', 'gone'].indexOf(String(answers[principal]));
  return [...PRINCIPALS].sort((a, b) => rank(a) - rank(b));
}

/** `in` fits every answer that is not about who is asking. */
function asExpected(expected: Expected, status: number): Expected {
  if (expected === 'gone' && status === 404) return 'gone';
  return expected === 'in' && ![401, 403, 404].includes(status) ? 'in' : status;
}

/** What a stranger's answer holds of the shop, apart from what the stranger named in the question. */
function leakedBy(body: unknown, world: World, path: string): string[] {
  const text = JSON.stringify(body);
  const { shop, team, role, reply, chat, waiting, people, employeeId } = world;
  const own = [people.visitor, people.otherVisitor, people.agent, people.colleague, people.manager].map(
    (person) => person?.id,
  );
  const ids = [shop.id, team.id, role.id, reply.id, chat.id, chat.conversationId, waiting.id, employeeId, ...own];
  return ids.filter((id): id is string => Boolean(id) && !path.includes(`${id}`) && text.includes(`${id}`));
}

/** Every route of every controller, as `METHOD /path`. */
function routes(app: TestApp): string[] {
  const discovery = app.nest.get(DiscoveryService, { strict: false });
  const reflector = app.nest.get(Reflector);
  return discovery
    .getControllers()
    .filter(({ metatype }) => metatype && !WITHOUT_DATA.includes(metatype))
    .flatMap(({ metatype, instance }) => {
      const base = String(reflector.get<string>(PATH_METADATA, metatype as never) ?? '');
      const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
      return Object.getOwnPropertyNames(prototype).flatMap((name) => {
        const handler = prototype[name];
        if (typeof handler !== 'function') return [];
        const method = reflector.get<RequestMethod | undefined>(METHOD_METADATA, handler as never);
        if (method === undefined) return [];
        const path = [base, String(reflector.get<string>(PATH_METADATA, handler as never) ?? '')].join('/');
        return [`${RequestMethod[method]} /${path.split('/').filter(Boolean).join('/')}`];
      });
    })
    .sort();
}
