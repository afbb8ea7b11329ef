import { randomUUID } from 'node:crypto';
import type { CustomerChatView } from '../src/contract/chats.dto';
import type { ShopView } from '../src/contract/shops.dto';
import type { TeamView } from '../src/contract/teams.dto';
import type { TicketView } from '../src/contract/tickets.dto';
import { TestApp } from './support/app';
import type { Employee, Person, Visitor } from './support/build';
import { eventually, must, type TestSocket } from './support/client';
import { type Eyes, type Lasting, ON_SCREENS_OF_CUSTOMERS, ON_SCREENS_OF_STAFF } from './support/screen';

type Role = 'manager' | 'agent' | 'mate' | 'router' | 'visitor' | 'waiting' | 'offered' | 'member';

/** A later push took it off the screen. */
const GONE = 'gone';

/**
 * I15: clients are told of changes and never ask again, so what they were told last has to be what a fresh request
 * answers, for every kind of push, on the screen of whoever heard one.
 */
describe('what is left on screens', () => {
  let app: TestApp;
  let shop: ShopView;
  let team: TeamView;
  let automatic: TeamView;
  let people: Record<Role, Person>;
  let sockets: Record<Role, TestSocket>;

  beforeAll(async () => {
    app = await TestApp.start({ HEARTBEAT_MILLISECONDS: '200', OFFER_SECONDS: '300' });
    shop = await app.build.shop();
    team = await app.build.team({ shopId: shop.id });
    automatic = await app.build.team({ shopId: shop.id, routing: 'leastBusy' });
    const inTeam = ({ id }: TeamView) => ({ shopId: shop.id, teamIds: [id], chatCapacity: 5 });
    people = {
      manager: await app.build.manager({ shopId: shop.id }),
      agent: await app.build.agent(inTeam(team)),
      mate: await app.build.agent(inTeam(team)),
      router: await app.build.agent(inTeam(automatic)),
      visitor: await app.build.visitor(shop),
      waiting: await app.build.visitor(shop),
      offered: await app.build.visitor(shop),
      member: await app.build.customer(shop),
    };
    const connected = await Promise.all(
      Object.entries(people).map(async ([role, person]) => [role, await watching(person)] as const),
    );
    sockets = Object.fromEntries(connected) as Record<Role, TestSocket>;
  });

  afterAll(() => app.stop());

  it('is what a fresh request answers', async () => {
    await chats();
    await tickets();
    await others();
    await offers();

    const staff = { kind: 'employee', screens: ON_SCREENS_OF_STAFF } as const;
    const customers = { kind: 'customer', screens: ON_SCREENS_OF_CUSTOMERS } as const;
    const missing: string[] = [];
    for (const { kind, screens } of [staff, customers]) {
      const looking = (Object.keys(people) as Role[]).filter((role) => people[role].kind === kind);
      for (const [name, lasting] of Object.entries(screens)) {
        if (typeof lasting === 'string') continue;
        let compared = 0;
        for (const role of looking) compared += await comparedWith(role, name, lasting);
        if (compared === 0) missing.push(`${name} to ${kind}`);
      }
    }
    expect(missing).toEqual([]);
  }, 120_000);

  /** How many things are on this screen by these pushes; each of them is, or comes to be, as it is really. */
  async function comparedWith(role: Role, name: string, { shown, fresh }: Lasting): Promise<number> {
    const socket = sockets[role];
    const eyes: Eyes = { client: app.as(people[role]), socket };
    const keys = [...shown(socket.heard).keys()];
    for (const key of keys) {
      await eventually(
        async () => {
          const here = shown(socket.heard).get(key);
          if (!here) return GONE;
          return `${role} was left with another ${name} than there is: ${differenceOf(here, await fresh(eyes, key, here))}`;
        },
        (difference) => difference === GONE || difference.endsWith(': '),
      );
    }
    return keys.length;
  }

  function differenceOf(here: object, really: unknown): string {
    try {
      expect(really).toMatchObject(here);
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  }

  async function watching(person: Person): Promise<TestSocket> {
    const socket = await app.as(person).connect();
    if (person.kind === 'employee') {
      await socket.get('queue:watch', {});
      await socket.get('tickets:watch', {});
      await socket.get('direct:watch', {});
    }
    return socket;
  }

  /** One that is taken, talked in, handed back, taken by another and closed; and one that goes on waiting. */
  async function chats(): Promise<void> {
    const { agent, mate, manager, visitor, waiting } = sockets;
    const chat = await started('visitor', team);
    const next = await started('waiting', team);
    await waiting.hears('queue:position', ({ position }) => position === 2);
    await agent.get('chat:take', { chatId: chat.id });
    const { conversationId } = chat;
    for (const socket of [visitor, agent, manager, mate]) await socket.get('conversation:open', { conversationId });
    for (const [socket, body] of [
      [visitor, 'Is anybody there?'],
      [agent, 'Here I am'],
      [visitor, 'Good'],
    ] as const)
      await socket.get('message:send', { conversationId, clientId: randomUUID(), body });
    await agent.get('message:read', { conversationId, seq: 2 });
    await visitor.get('message:read', { conversationId, seq: 3 });
    await agent.get('chat:release', { chatId: chat.id });
    await mate.get('chat:take', { chatId: chat.id });
    await mate.get('presence:set', { presence: 'away' });
    await mate.get('chat:close', { chatId: chat.id, reason: 'Done' });
    await visitor.get('chat:rate', { chatId: chat.id, rating: 5 });
    await waiting.hears('queue:position', ({ chatId, position }) => chatId === next.id && position === 1);
    for (const socket of [visitor, agent]) await socket.hears('positions');
  }

  /** One that changes hands, is given back for good by one of them, and closed. */
  async function tickets(): Promise<void> {
    const { id, conversationId } = await must<TicketView>(
      app.as(people.agent).post('/tickets', {
        ...{ clientId: randomUUID(), customerId: people.member.id, teamId: team.id },
        ...{ title: 'A torn coat', description: 'The sleeve' },
      }),
    );
    const say = (role: Role, body: string, more = {}) =>
      must(
        app
          .as(people[role])
          .post(`/conversations/${conversationId}/messages`, { clientId: randomUUID(), body, ...more }),
      );
    await must(app.as(people.mate).post(`/tickets/${id}/claim`));
    await say('mate', 'We look at it');
    await say('member', 'Thank you');
    await say('manager', `@${(people.mate as Employee).username} be quick`, { visibility: 'internal' });
    await must(app.as(people.mate).post(`/tickets/${id}/decline`, { reason: 'Ill' }));
    await must(app.as(people.agent).post(`/tickets/${id}/claim`));
    await must(app.as(people.manager).patch(`/tickets/${id}`, { priority: 'high', tags: ['coat'] }));
    await must(app.as(people.agent).post(`/tickets/${id}/close`, { reason: 'Mended' }));
  }

  /** What colleagues write to each other, and what everybody is told. */
  async function others(): Promise<void> {
    const { conversationId } = await must<{ conversationId: string }>(
      app.as(people.agent).post('/direct-messages', { employeeId: people.mate.id }),
    );
    for (const role of ['agent', 'mate'] as const) {
      await sockets[role].get('conversation:open', { conversationId });
      await sockets[role].get('message:send', { conversationId, clientId: randomUUID(), body: `I am ${role}` });
    }
    await must(app.as(people.manager).post(`/shops/${shop.id}/announcements`, { title: 'Soon', body: 'We close' }));
    for (const role of ['mate', 'member'] as const) {
      await sockets[role].hears('alert:new');
      await must(app.as(people[role]).post('/alerts/read-all'));
    }
  }

  /** One that is taken back when the agent goes away, and one that stays. */
  async function offers(): Promise<void> {
    const { router } = sockets;
    const { id } = await started('offered', automatic);
    const first = await router.hears('offer:made', ({ chat }) => chat.id === id);
    await router.get('presence:set', { presence: 'away' });
    await router.hears('offer:withdrawn', ({ offerId }) => offerId === first.id);
    await router.get('presence:set', { presence: 'available' });
    const { id: further } = await started('member', automatic);
    await router.hears('offer:made', ({ chat }) => chat.id === further);
  }

  const started = (role: Role, { id: teamId }: TeamView) =>
    must<CustomerChatView>(
      app.as(people[role] as Visitor).post('/chats', { clientId: randomUUID(), message: `From ${role}`, teamId }),
    );
});
