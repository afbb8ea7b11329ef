import { Agents } from '../src/chats/agents.service';
import type { ChatDetail, ChatView, OfferView, PresenceView, RoutingExplanation } from '../src/contract/chats.dto';
import type { Page } from '../src/contract/common.dto';
import type { ErrorBody } from '../src/contract/errors';
import type { EventView } from '../src/contract/events.dto';
import type { RoutingMode } from '../src/contract/teams.dto';
import { TestApp } from './support/app';
import type { Employee } from './support/build';
import { eventually } from './support/client';

/** A shop with one team that routes like this, and so many agents of it who are there. */
async function desk(app: TestApp, routing: RoutingMode, capacities: number[]) {
  const shop = await app.build.shop();
  const team = await app.build.team({ shopId: shop.id, routing });
  const agents: Employee[] = [];
  for (const chatCapacity of capacities) {
    const agent = await app.build.agent({ shopId: shop.id, teamIds: [team.id], chatCapacity });
    await app.get(Agents).connected(agent.id);
    agents.push(agent);
  }
  const manager = await app.build.manager({ shopId: shop.id });
  const ring = () => app.build.chat(shop, { teamId: team.id });
  return { shop, team, agents, manager, ring };
}

const offersOf = async (app: TestApp, agent: Employee | undefined) =>
  (await app.as(agent ?? null).get<{ items: OfferView[] }>('/offers')).body.items;
const offered = (app: TestApp, agent: Employee | undefined, count = 1) =>
  eventually(
    () => offersOf(app, agent),
    (items) => items.length >= count,
  );
const explained = async (app: TestApp, manager: Employee, chatId: string) =>
  (await app.as(manager).get<RoutingExplanation>(`/chats/${chatId}/routing`)).body;

describe('offers by automatic routing', () => {
  let app: TestApp;
  beforeAll(async () => {
    // The timers would take an hour: whatever happens here happens by the event.
    app = await TestApp.start({ SWEEP_MILLISECONDS: '3600000' });
  });
  afterAll(() => app.stop());

  it('go to one agent at a time, who has the chat by accepting', async () => {
    const { agents, ring } = await desk(app, 'roundRobin', [3, 3]);
    const chat = await ring();

    const [offer] = await offered(app, agents[0]);
    const other = await offersOf(app, agents[1]);
    const accepted = await app.as(agents[0] ?? null).post<ChatDetail>(`/offers/${offer?.id}/accept`);

    expect(offer).toMatchObject({ chat: { id: chat.id, status: 'waiting' } });
    expect(Date.parse(offer?.deadlineAt ?? '') - Date.parse(offer?.offeredAt ?? '')).toBe(30_000);
    expect(other).toEqual([]);
    expect(accepted.body).toMatchObject({ status: 'active', agent: { id: agents[0]?.id } });
    expect(await offersOf(app, agents[0])).toEqual([]);
  });

  it('go round in turn', async () => {
    const { agents, ring } = await desk(app, 'roundRobin', [5, 5, 5]);

    for (let n = 0; n < 6; n++) {
      await ring();
      await offered(app, agents[n % 3], Math.floor(n / 3) + 1);
    }

    expect(await Promise.all(agents.map(async (agent) => (await offersOf(app, agent)).length))).toEqual([2, 2, 2]);
  });

  it('go to the least busy, and to nobody beyond their capacity', async () => {
    const { agents, manager, ring } = await desk(app, 'leastBusy', [1, 2]);
    const chats = [];
    for (let n = 0; n < 4; n++) chats.push(await ring());

    await offered(app, agents[0], 1);
    await offered(app, agents[1], 2);

    expect(await Promise.all(agents.map(async (agent) => (await offersOf(app, agent)).length))).toEqual([1, 2]);
    const why = await explained(app, manager, chats[3]?.id ?? '');
    expect(why).toMatchObject({ mode: 'leastBusy', offers: [] });
    expect(
      why.candidates
        .filter(({ agent }) => agents.some(({ id }) => id === agent.id))
        .map(({ reasons, load }) => [reasons, load]),
    ).toEqual([
      [['full'], 1],
      [['full'], 2],
    ]);
  });

  it('follow at once when a seat becomes free', async () => {
    const { agents, ring } = await desk(app, 'leastBusy', [1]);
    const [first, second] = [await ring(), await ring()];
    const [offer] = await offered(app, agents[0]);
    await app.as(agents[0] ?? null).post(`/offers/${offer?.id}/accept`);
    expect(offer?.chat.id).toBe(first.id);

    await app.as(agents[0] ?? null).post(`/chats/${first.id}/close`, {});

    const [next] = await offered(app, agents[0]);
    expect(next?.chat.id).toBe(second.id);
  });

  it('follow at once when somebody connects or becomes available', async () => {
    const { shop, team, ring } = await desk(app, 'leastBusy', []);
    const agent = await app.build.agent({ shopId: shop.id, teamIds: [team.id] });
    await app.as(agent).put('/agents/me/presence', { presence: 'away' });
    await app.get(Agents).connected(agent.id);
    await ring();
    expect(await offersOf(app, agent)).toEqual([]);

    await app.as(agent).put('/agents/me/presence', { presence: 'available' });
    expect(await offered(app, agent)).toHaveLength(1);

    const late = await app.build.agent({ shopId: shop.id, teamIds: [team.id] });
    await app.as(agent).put('/agents/me/presence', { presence: 'away' });
    expect(await offersOf(app, agent)).toEqual([]);
    await app.get(Agents).connected(late.id);
    expect(await offered(app, late)).toHaveLength(1);
  });

  it('go to the next agent when one declines, with the reason kept', async () => {
    const { agents, manager, ring } = await desk(app, 'roundRobin', [3, 3]);
    const chat = await ring();
    const [offer] = await offered(app, agents[0]);

    const { status } = await app
      .as(agents[0] ?? null)
      .post(`/offers/${offer?.id}/decline`, { reason: 'Not my language' });

    expect(status).toBe(204);
    await offered(app, agents[1]);
    const { offers } = await explained(app, manager, chat.id);
    expect(offers.map(({ agent, outcome, reason }) => [agent.id, outcome, reason])).toEqual([
      [agents[0]?.id, 'declined', 'Not my language'],
      [agents[1]?.id, 'pending', null],
    ]);
    expect((await app.as(agents[0] ?? null).post<ErrorBody>(`/chats/${chat.id}/take`)).body.code).toBe('DECLINED');
  });

  it('end when somebody else takes the chat or the customer leaves, and are nobody else’s to answer', async () => {
    const { agents, ring } = await desk(app, 'roundRobin', [3, 3]);
    const chat = await ring();
    const [offer] = await offered(app, agents[0]);

    const stranger = await app.as(agents[1] ?? null).post(`/offers/${offer?.id}/accept`);
    await app.as(agents[1] ?? null).post(`/chats/${chat.id}/take`);
    const late = await app.as(agents[0] ?? null).post<ErrorBody>(`/offers/${offer?.id}/accept`);

    expect(stranger.status).toBe(404);
    expect([late.status, late.body.code, late.body.details?.holder]).toMatchObject([
      409,
      'ALREADY_TAKEN',
      { id: agents[1]?.id },
    ]);
    expect(await offersOf(app, agents[0])).toEqual([]);

    const other = await ring();
    const holder = await eventually(
      async () => (await offersOf(app, agents[0])).concat(await offersOf(app, agents[1])),
      (items) => items.length > 0,
    );
    await app.as(other.customer).post(`/chats/${other.id}/end`);
    expect(holder).toHaveLength(1);
    expect((await offersOf(app, agents[0])).concat(await offersOf(app, agents[1]))).toEqual([]);
  });

  it('are explained to who asks why somebody was not asked', async () => {
    const { shop, team, manager, ring } = await desk(app, 'leastBusy', []);
    const outsider = await app.build.agent({ shopId: shop.id });
    const offline = await app.build.agent({ shopId: shop.id, teamIds: [team.id] });
    const chat = await ring();

    const { candidates } = await explained(app, manager, chat.id);

    const reasonsOf = ({ id }: Employee) => candidates.find(({ agent }) => agent.id === id)?.reasons;
    expect(reasonsOf(outsider)).toEqual(['notInTeam', 'offline']);
    expect(reasonsOf(offline)).toEqual(['offline']);
  });

  it('are never more than an agent can hold, also when chats and answers come all at once', async () => {
    const { agents, manager, ring } = await desk(app, 'leastBusy', [2, 2, 2]);
    const chats = await Promise.all(Array.from({ length: 12 }, ring));

    for (let round = 0; round < 6; round++) {
      await Promise.all(
        agents.map(async (agent) => {
          const offers = await offersOf(app, agent);
          await Promise.all(offers.map(({ id }) => app.as(agent).post(`/offers/${id}/accept`)));
          const { body } = await app.as(agent).get<PresenceView>('/agents/me');
          expect(body.load).toBeLessThanOrEqual(2);
          const held = await app.as(agent).get<Page<ChatView>>('/chats?view=mine');
          await Promise.all(held.body.items.map(({ id }) => app.as(agent).post(`/chats/${id}/close`, {})));
        }),
      );
      await new Promise((resolve) => setTimeout(resolve, 30));
    }

    const closed = await eventually(
      async () => {
        for (const agent of agents) {
          for (const { id } of await offersOf(app, agent)) await app.as(agent).post(`/offers/${id}/accept`);
          for (const { id } of (await app.as(agent).get<Page<ChatView>>('/chats?view=mine')).body.items)
            await app.as(agent).post(`/chats/${id}/close`, {});
        }
        return (await app.as(manager).get<Page<ChatView>>('/chats?status=closed')).body.items;
      },
      (items) => items.length === chats.length,
    );
    expect(closed).toHaveLength(12);
  });
});

describe('offers that nobody answers', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start({ OFFER_SECONDS: '1' });
  });
  afterAll(() => app.stop());

  it('go to the next agent, and never to the same one twice', async () => {
    const { agents, manager, ring } = await desk(app, 'roundRobin', [3, 3]);
    const chat = await ring();

    const { offers } = await eventually(
      () => explained(app, manager, chat.id),
      ({ offers: made }) => made.length === 2 && made.every(({ outcome }) => outcome === 'expired'),
    );

    expect(offers.map(({ agent }) => agent.id)).toEqual(agents.map(({ id }) => id));
    const { status } = await app.as(agents[0] ?? null).post(`/chats/${chat.id}/take`);
    expect(status).toBe(200);
  });

  it('twice in a row make the agent away, and say so', async () => {
    const { agents, manager, ring } = await desk(app, 'roundRobin', [3]);
    await ring();
    await offered(app, agents[0]);
    await eventually(
      () => offersOf(app, agents[0]),
      (items) => items.length === 0,
    );
    const afterOne = await app.as(agents[0] ?? null).get<PresenceView>('/agents/me');
    await ring();

    const afterTwo = await eventually(
      async () => (await app.as(agents[0] ?? null).get<PresenceView>('/agents/me')).body,
      ({ presence }) => presence === 'away',
    );

    expect(afterOne.body).toMatchObject({ presence: 'available', isAutomatic: false });
    expect(afterTwo).toMatchObject({ presence: 'away', isAutomatic: true });
    const trail = await app
      .as(manager)
      .get<Page<EventView>>(`/events?subjectId=${agents[0]?.id}&name=agent.presenceChanged`);
    expect(trail.body.items).toMatchObject([{ actor: { kind: 'system' }, fromStatus: 'available', toStatus: 'away' }]);
  });

  it('are forgiven by an answer in between', async () => {
    const { agents, ring } = await desk(app, 'roundRobin', [5]);
    await ring();
    await offered(app, agents[0]);
    await eventually(
      () => offersOf(app, agents[0]),
      (items) => items.length === 0,
    );
    await ring();
    const [second] = await offered(app, agents[0]);
    await app.as(agents[0] ?? null).post(`/offers/${second?.id}/accept`);
    await ring();
    await offered(app, agents[0]);
    await eventually(
      () => offersOf(app, agents[0]),
      (items) => items.length === 0,
    );

    expect((await app.as(agents[0] ?? null).get<PresenceView>('/agents/me')).body.presence).toBe('available');
  });

  it('cannot be accepted after the deadline', async () => {
    const { agents, ring } = await desk(app, 'roundRobin', [3]);
    await ring();
    const [offer] = await offered(app, agents[0]);
    await eventually(
      () => offersOf(app, agents[0]),
      (items) => items.length === 0,
    );

    const late = await app.as(agents[0] ?? null).post<ErrorBody>(`/offers/${offer?.id}/accept`);

    expect([late.status, late.body.code]).toEqual([409, 'STATE_CONFLICT']);
  });
});
