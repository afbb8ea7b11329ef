import { randomUUID } from 'node:crypto';
import type { ChatView, CustomerChatView } from '../src/contract/chats.dto';
import type { ShopView } from '../src/contract/shops.dto';
import type { TeamView } from '../src/contract/teams.dto';
import type { TicketView } from '../src/contract/tickets.dto';
import { TestApp } from './support/app';
import type { Employee, Person, Visitor } from './support/build';
import { eventually, must, type TestSocket } from './support/client';
import { Ears } from './support/ears';

/** What has to be heard by somebody in such a day. */
const EXPECTED = [
  ...['message:new', 'message:read', 'typing', 'chat:changed', 'queue:changed', 'ticket:changed', 'ticket:gone'],
  ...['direct:changed', 'alert:new', 'presence:changed', 'customer:presence'],
];

/**
 * Everybody's connections note everything that they are ever told while two shops live through a day. Each text that is
 * written says in itself whom it is for, and every name and id belongs to one of the shops, so that whatever was heard
 * can be judged afterwards.
 */
describe('what everybody ever hears', () => {
  let app: TestApp;
  let ears: Ears;

  beforeAll(async () => {
    app = await TestApp.start();
    ears = new Ears();
  });

  afterAll(() => app.stop());

  interface Place {
    shop: ShopView;
    sales: TeamView;
    repairs: TeamView;
    manager: Employee;
    seller: Employee;
    colleague: Employee;
    repairer: Employee;
    loner: Employee;
    customer: Visitor;
    neighbour: Visitor;
    member: Employee;
  }

  async function open(name: string): Promise<Place> {
    const { build } = app;
    const shop = await build.shop({ name });
    const [sales, repairs] = [await build.team({ shopId: shop.id }), await build.team({ shopId: shop.id })];
    const inTeam = (team: TeamView) => ({ shopId: shop.id, teamIds: [team.id], chatCapacity: 20 });
    return {
      shop,
      sales,
      repairs,
      manager: await build.manager({ shopId: shop.id }),
      seller: await build.agent(inTeam(sales)),
      colleague: await build.agent(inTeam(sales)),
      repairer: await build.agent(inTeam(repairs)),
      loner: await build.agent({ shopId: shop.id }),
      customer: await build.visitor(shop),
      neighbour: await build.visitor(shop),
      member: await build.customer(shop),
    };
  }

  /** Staff look at everything that they are let look at; so do customers. */
  async function listen(place: Place, name: string): Promise<void> {
    const people = { ...place } as Partial<Place> as Record<string, Person>;
    for (const who of ['manager', 'seller', 'colleague', 'repairer', 'loner', 'customer', 'neighbour', 'member']) {
      const person = people[who]!;
      // The second tab opens nothing: what it hears, it is told unasked.
      for (let tab = 0; tab < 2; tab += 1) {
        const socket = await app.as(person).connect();
        ears.add(`${name} ${who}`, socket);
        if (person.kind !== 'employee') continue;
        await socket.get('queue:watch', {});
        await socket.get('tickets:watch', {});
        await socket.get('direct:watch', {});
      }
    }
  }

  it('40: is what they may see, and nothing else', async () => {
    const [north, south] = [await open('North'), await open('South')];
    await listen(north, 'north');
    await listen(south, 'south');

    await Promise.all([day(north, 'north'), day(south, 'south')]);
    // The last thing that happens is heard by all, so nothing that was said before is still under way.
    for (const place of [north, south])
      await must(
        app.as(place.manager).post(`/shops/${place.shop.id}/announcements`, { title: 'Closing', body: 'Good night' }),
      );
    for (const { socket } of ears.of('loner')) {
      await socket.hears('alert:new', ({ alert }) => alert.data.title === 'Closing');
    }

    // Servers gather what comes at once, so some of it is still on its way.
    await eventually(
      () => EXPECTED.filter((name) => !ears.names().includes(name)),
      (missing) => missing.length === 0,
    );
    expect(ears.all().length).toBeGreaterThan(200);
    expect(ears.strangeTo({ north: wall(south), south: wall(north) })).toEqual([]);
    expect(ears.outOfPlace()).toEqual([]);
    expect(ears.unheard()).toEqual([]);
  }, 90_000);

  /** What exists on one side only. */
  const wall = ({ shop, sales, repairs, ...people }: Place) => [
    ...[shop.id, sales.id, repairs.id],
    ...Object.values(people).map(({ id }) => id),
  ];

  /** Texts read `for <who> <who>: …`, with the sides that may know them. */
  async function day(place: Place, side: string): Promise<void> {
    const { seller, colleague, repairer, manager, customer, neighbour, sales, repairs } = place;
    const note = (who: string) => `for ${side} ${who}: ${randomUUID()}`;
    const staff = 'manager seller colleague';
    const chat = await must<CustomerChatView>(
      app.as(customer).post('/chats', { clientId: randomUUID(), message: note(`${staff} customer`), teamId: sales.id }),
    );
    const desk = ears.first(`${side} seller`);
    const guest = ears.first(`${side} customer`);
    await guest.get('conversation:open', { conversationId: chat.conversationId });
    await desk.get('chat:take', { chatId: chat.id });
    for (const who of ['manager', 'colleague'])
      await ears.first(`${side} ${who}`).get('conversation:open', { conversationId: chat.conversationId });
    for (const who of ['repairer', 'neighbour', 'member'])
      await ears.first(`${side} ${who}`).refused('conversation:open', { conversationId: chat.conversationId });
    const say = (socket: TestSocket, conversationId: string, body: string, visibility?: 'internal') =>
      socket.get('message:send', {
        conversationId,
        clientId: randomUUID(),
        body,
        ...(visibility ? { visibility } : {}),
      });

    await guest.get('typing', { conversationId: chat.conversationId, on: true });
    await say(guest, chat.conversationId, note(`${staff} customer`));
    await desk.get('typing', { conversationId: chat.conversationId, on: true, visibility: 'internal' });
    await say(desk, chat.conversationId, note(staff), 'internal');
    await desk.get('typing', { conversationId: chat.conversationId, on: true });
    await say(desk, chat.conversationId, note(`${staff} customer`));
    await guest.get('message:read', { conversationId: chat.conversationId, seq: 2 });
    await desk.get('presence:set', { presence: 'away' });
    await desk.get('presence:set', { presence: 'available' });

    const own = note(`${staff} repairer neighbour`);
    const waiting = { clientId: randomUUID(), message: own, teamId: repairs.id };
    const other = await must<CustomerChatView>(app.as(neighbour).post('/chats', waiting));
    const workshop = ears.first(`${side} repairer`);
    await workshop.get('chat:take', { chatId: other.id });
    await workshop.get('chat:transfer', { chatId: other.id, teamId: sales.id, note: note(`${staff} repairer`) });
    // From here on the workshop is out of it; only who may hear of it later is named.
    await desk.get('chat:take', { chatId: other.id });
    const guests = ears.first(`${side} neighbour`);
    await guests.get('conversation:open', { conversationId: other.conversationId });
    await say(guests, other.conversationId, note('manager seller neighbour'));
    await say(desk, other.conversationId, note('manager seller'), 'internal');
    await desk.get('chat:close', { chatId: chat.id, reason: note(staff) });
    await guest.get('chat:rate', { chatId: chat.id, rating: 4, comment: note(`${staff} customer`) });

    const ticket = await must<TicketView>(
      app.as(seller).post('/tickets', {
        ...{ clientId: randomUUID(), customerId: customer.id, teamId: sales.id },
        ...{ title: note(`${staff} repairer customer`), description: note(`${staff} repairer customer`) },
      }),
    );
    await must(app.as(colleague).post(`/tickets/${ticket.id}/claim`));
    const mention = `@${colleague.username} ${note(staff)}`;
    await must(app.as(manager).post(`/conversations/${ticket.conversationId}/messages`, internal(mention)));
    await must(
      app
        .as(colleague)
        .post(`/conversations/${ticket.conversationId}/messages`, spoken(note(`${staff} repairer customer`))),
    );
    await must(app.as(manager).patch(`/tickets/${ticket.id}`, { tags: ['vip'] }));
    await must(app.as(colleague).post(`/tickets/${ticket.id}/decline`, { reason: note(staff) }));
    // Told that it is gone, they hear no more of it; until then a word of it may be on its way.
    for (const { who, socket } of ears.of('colleague'))
      if (who.startsWith(side)) await socket.hears('ticket:gone', ({ ticketId }) => ticketId === ticket.id);
    await must(
      app
        .as(manager)
        .post(`/tickets/${ticket.id}/transfer`, { agentId: repairer.id, note: note('manager seller repairer') }),
    );
    await must(app.as(repairer).post(`/tickets/${ticket.id}/close`, { reason: note('manager seller repairer') }));

    const direct = await must<{ conversationId: string }>(
      app.as(seller).post('/direct-messages', { employeeId: repairer.id }),
    );
    await desk.get('conversation:open', { conversationId: direct.conversationId });
    await say(desk, direct.conversationId, note('seller repairer'));
    await say(workshop, direct.conversationId, note('seller repairer'));
    await ears.first(`${side} manager`).refused('conversation:open', { conversationId: direct.conversationId });
    await must(
      app.as(manager).post(`/shops/${place.shop.id}/announcements`, {
        title: 'News',
        body: note('manager seller colleague repairer loner'),
      }),
    );
    await must<ChatView>(app.as(seller).post(`/chats/${other.id}/close`, {}));
  }

  const internal = (body: string) => ({ clientId: randomUUID(), body, visibility: 'internal' });
  const spoken = (body: string) => ({ clientId: randomUUID(), body });
});
