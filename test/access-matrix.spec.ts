import { isDeepStrictEqual } from 'node:util';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { HealthController } from '../src/health/health.controller';
import { DevMailController } from '../src/mail/dev-mail.controller';
import { PagesController } from '../src/pages/pages.controller';
import { TestApp } from './support/app';
import { DOORS, type Door, type Expected } from './support/doors';
import { makeWorld, PRINCIPALS, type Principal, type World } from './support/world';

/** Pages and health hold no data of anybody; what development shows is not part of a production server. */
const WITHOUT_DATA: unknown[] = [PagesController, HealthController, DevMailController];

interface Found {
  answers: Partial<Record<Principal, Expected>>;
  leaks: string[];
}

const FOREIGN: Principal[] = ['foreignVisitor', 'foreignAgent', 'foreignManager'];

describe('the access matrix', () => {
  let app: TestApp;
  let world: World | undefined;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  it('has an entry for every route', () => {
    expect(routes(app)).toEqual(Object.keys(DOORS).sort());
  });

  describe.each(Object.keys(DOORS))('%s', (name) => {
    it('opens for whom it should, and shows nothing of the shop to others', async () => {
      const door = DOORS[name]!;
      // What earlier doors have changed may be in the way: what is said in a world of its own counts.
      let found = world && (await knock(name, door, world));
      if (!found || found.leaks.length > 0 || !isDeepStrictEqual(found.answers, door.answers)) {
        world = await makeWorld(app);
        found = await knock(name, door, world);
      }

      expect(found.answers).toEqual(door.answers);
      expect(found.leaks).toEqual([]);
    });
  });

  async function knock(name: string, door: Door, at: World): Promise<Found> {
    const answers: Found['answers'] = {};
    const leaks: string[] = [];
    const [method = ''] = name.split(' ');
    const isSecret = door.answers.anonymous === 401;
    for (const principal of order(door.answers)) {
      const { path, body } = door.ask(at);
      const answer = await app.as(at.people[principal]).send<unknown>(method, path, body);
      answers[principal] = answer.status >= 500 ? answer.status : asExpected(door.answers[principal], answer.status);
      const asked = `${path} ${JSON.stringify(body)}`;
      if (isSecret && FOREIGN.includes(principal)) leaks.push(...leakedBy(answer.body, at, asked));
    }
    return { answers, leaks };
  }
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
function leakedBy(body: unknown, world: World, asked: string): string[] {
  const text = JSON.stringify(body);
  const { shop, team, role, reply, chat, waiting, ticket, people, employeeId } = world;
  const own = [people.visitor, people.otherVisitor, people.agent, people.colleague, people.manager].map(
    (person) => person?.id,
  );
  const ids = [
    shop.id,
    team.id,
    role.id,
    reply.id,
    chat.id,
    chat.conversationId,
    waiting.id,
    ticket.id,
    ticket.conversationId,
    employeeId,
    ...own,
  ];
  return ids.filter((id): id is string => Boolean(id) && !asked.includes(`${id}`) && text.includes(`${id}`));
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
