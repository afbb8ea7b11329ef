import { randomUUID } from 'node:crypto';
import { TestApp } from './support/app';
import type { Person } from './support/build';
import { DOORS } from './support/doors';
import { makeWorld, type World } from './support/world';

/** Lists, numbers and files that a manager can ask for. */
const LISTS = Object.keys(DOORS)
  .filter((name) => name.startsWith('GET ') && !name.includes(':') && !['GET /demo', 'GET /widget'].includes(name))
  .map((name) => name.slice(4));

describe('attacks across the walls between shops', () => {
  let app: TestApp;
  let theirs: World;
  let mine: World;

  beforeAll(async () => {
    app = await TestApp.start();
    [theirs, mine] = [await makeWorld(app), await makeWorld(app)];
  });

  afterAll(() => app.stop());

  const text = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body));

  /** Every id there is in the world, but for the grown-up names that all worlds share. */
  const marks = ({ shop, team, role, reply, chat, waiting, ticket, duplicate, ...rest }: World) =>
    [
      ...[shop.id, shop.publicKey, team.id, team.name, role.id, role.name, reply.id],
      ...[chat.id, chat.conversationId, waiting.id, waiting.conversationId],
      ...[ticket.id, ticket.conversationId, duplicate.id],
      ...[rest.attachmentId, rest.importId, rest.viewId, rest.employeeId],
      // The stranger of that world is at home in another shop, and administrators everywhere.
      ...(['visitor', 'otherVisitor', 'customer', 'agent', 'colleague', 'outsider', 'bare', 'manager'] as const).map(
        (who) => rest.people[who]?.id ?? '',
      ),
    ].filter(Boolean);
  const leaks = (body: unknown, world: World, asked = '') =>
    marks(world).filter((mark) => !asked.includes(mark) && text(body).includes(mark));

  const insiders = (): [string, Person][] => [
    ['agent', mine.people.agent!],
    ['manager', mine.people.manager!],
    ['visitor', mine.people.visitor!],
    ['customer', mine.people.customer!],
  ];

  it.each(LISTS)('4: %s holds nothing of another shop', async (path) => {
    const looked: number[] = [];
    for (const [who, person] of insiders()) {
      const { status, body } = await app.as(person).get<unknown>(path);
      looked.push(status);
      expect([who, path, leaks(body, theirs)]).toEqual([who, path, []]);
      expect(status).toBeLessThan(500);
    }
    expect(Math.min(...looked)).toBeLessThan(500);
  });

  it('4: numbers and totals count one’s own alone', async () => {
    const before = await figures();
    const more = await app.build.chat(theirs.shop);
    await app.as(theirs.people.manager).post(`/chats/${more.id}/close`, {});
    const ticket = { clientId: randomUUID(), title: 'One more', description: 'And one more of theirs.' };
    await app.as(theirs.people.visitor).post('/my/tickets', ticket);

    expect(await figures()).toEqual(before);
  });

  /** Everything about my shop that is a number. */
  async function figures(): Promise<unknown[]> {
    const manager = app.as(mine.people.manager);
    const kinds = ['chats', 'tickets'].flatMap((kind) => [
      `/reports/${kind}`,
      ...['agent', 'team', 'category', 'day', 'shop'].map((by) => `/reports/${kind}/by/${by}`),
    ]);
    // Reports count up to now, which is all that changes in them.
    const asOf = `asOf=${moment}`;
    const paths = [
      '/chats/counts',
      '/tickets/counts',
      '/alerts/unread-count',
      ...kinds.map((kind) => `${kind}?${asOf}`),
    ];
    const found: unknown[] = [];
    for (const path of paths) {
      const { status, body } = await manager.get<unknown>(path);
      expect([path, status]).toEqual([path, 200]);
      found.push(body);
    }
    const tickets = await manager.post<unknown>('/tickets/count', { filters: {} });
    return [...found, tickets.body];
  }
  const moment = new Date(Date.now() + 3_600_000).toISOString();

  it('3: whatever of another shop is named in a question, there is nothing to be found', async () => {
    const { shop, team, chat, ticket, people, role } = theirs;
    const [agentId, customerId] = [people.agent!.id, people.visitor!.id];
    const questions = [
      `/chats?shopId=${shop.id}`,
      `/chats?view=all&teamId=${team.id}`,
      `/chats?view=all&agentId=${agentId}`,
      `/chats?view=all&customerId=${customerId}`,
      `/chats/counts?shopId=${shop.id}`,
      `/chats/export.csv?customerId=${customerId}`,
      `/tickets?shopId=${shop.id}`,
      `/tickets?teamId=${team.id}`,
      `/tickets?assigneeId=${agentId}`,
      `/tickets?customerId=${customerId}`,
      `/tickets/counts?shopId=${shop.id}`,
      `/tickets/by-number/${ticket.number}?shopId=${shop.id}`,
      `/tickets/export.csv?customerId=${customerId}`,
      `/tickets/export.csv?shopId=${shop.id}`,
      `/customers?shopId=${shop.id}`,
      `/customers/export.csv?shopId=${shop.id}`,
      `/employees?shopId=${shop.id}`,
      `/employees?teamId=${team.id}`,
      `/employees?roleId=${role.id}`,
      `/teams?shopId=${shop.id}`,
      `/roles?shopId=${shop.id}`,
      `/saved-replies?shopId=${shop.id}`,
      `/agents?shopId=${shop.id}`,
      `/imports?shopId=${shop.id}`,
      `/ticket-views?shopId=${shop.id}`,
      `/events?shopId=${shop.id}`,
      `/events?subjectId=${chat.id}`,
      `/events?actorId=${agentId}`,
      ...['chats', 'tickets'].flatMap((kind) => [
        `/reports/${kind}?shopId=${shop.id}`,
        `/reports/${kind}/by/agent?agentId=${agentId}`,
        `/reports/${kind}/by/category?teamId=${team.id}`,
      ]),
    ];

    for (const path of questions) {
      const { status, body } = await app.as(mine.people.manager).get<unknown>(path);
      const items = (body as { items?: unknown[] }).items ?? [];
      const rows = typeof body === 'string' ? body.trim().split('\r\n').slice(1) : [];
      expect([path, status < 500, leaks(body, theirs, path)]).toEqual([path, true, []]);
      if (status === 200 && !path.startsWith('/ticket-views')) expect([path, items, rows]).toEqual([path, [], []]);
    }
  });

  it('9: no header and no field moves anybody to another shop', async () => {
    const { shop, team } = theirs;
    const headers = { 'x-shop-id': shop.id, 'x-tenant-id': shop.id, 'x-forwarded-host': shop.slug };
    const manager = app.as(mine.people.manager);

    for (const path of ['/chats?view=all', '/tickets', '/customers', '/employees', '/events']) {
      const { status, body } = await manager.send<unknown>('GET', path, undefined, headers);
      expect([path, status, leaks(body, theirs)]).toEqual([path, 200, []]);
    }
    const attempts: [string, object][] = [
      ['/teams', { name: 'Planted', shopId: shop.id }],
      ['/roles', { name: 'Planted', shopId: shop.id, grants: [] }],
      ['/customers', { name: 'Planted', shopId: shop.id }],
      ['/saved-replies', { shortcut: 'planted', body: 'Planted', shopId: shop.id }],
      ['/ticket-views', { name: 'Planted', filters: {}, shopId: shop.id, isShared: true }],
      ['/tickets', { ...filed(), shopId: shop.id, customer: { name: 'Planted' } }],
      ['/tickets', { ...filed(), customer: { name: 'Planted' }, teamId: team.id }],
    ];
    for (const [path, body] of attempts) {
      const { status } = await manager.post<unknown>(path, body, headers);
      expect([path, status === 404 || status === 422]).toEqual([path, true]);
    }
    for (const path of ['/teams', '/roles', '/customers', '/saved-replies', '/ticket-views', '/tickets'])
      expect(text((await app.as(theirs.people.manager).get<unknown>(path)).body)).not.toContain('Planted');
  });

  it('2: what is made here cannot be tied to what is there', async () => {
    const { team, people, chat, ticket, role, attachmentId } = theirs;
    const manager = app.as(mine.people.manager);
    const own = mine.ticket.id;
    const attempts: [string, string, object][] = [
      ['POST', `/tickets/${own}/transfer`, { teamId: team.id }],
      ['POST', `/tickets/${own}/transfer`, { agentId: people.agent!.id }],
      ['POST', `/tickets/${own}/assign`, { agentId: people.agent!.id }],
      ['POST', `/tickets/${own}/merge`, { intoId: ticket.id }],
      ['POST', `/chats/${mine.chat.id}/transfer`, { teamId: team.id }],
      ['POST', `/chats/${mine.chat.id}/transfer`, { agentId: people.agent!.id }],
      ['POST', '/tickets', { ...filed(), customerId: people.visitor!.id }],
      ['POST', '/tickets', { ...filed(), chatId: chat.id }],
      ['PUT', `/teams/${mine.team.id}/members/${people.agent!.id}`, {}],
      ['PATCH', `/employees/${mine.employeeId}`, { roleId: role.id, version: 1 }],
      ['PATCH', `/employees/${mine.employeeId}`, { teamIds: [team.id], version: 1 }],
      ['POST', '/direct-messages', { employeeId: people.agent!.id }],
      [
        'POST',
        `/conversations/${mine.ticket.conversationId}/messages`,
        { clientId: randomUUID(), body: 'Look', attachmentIds: [attachmentId] },
      ],
    ];

    for (const [method, path, body] of attempts) {
      const answer = await manager.send<unknown>(method, path, body);
      expect([path, body, [403, 404, 409, 422].includes(answer.status)]).toEqual([path, body, true]);
      expect([path, leaks(answer.body, theirs, text(body))]).toEqual([path, []]);
    }
  });

  it('6: a file is there for those alone who may read its conversation, wherever they ask for it', async () => {
    for (const who of ['otherVisitor', 'customer'] as const) {
      for (const part of ['content', 'thumbnail'])
        expect((await app.as(theirs.people[who]).get(`/attachments/${theirs.attachmentId}/${part}`)).status).toBe(404);
    }
    const own = await app.build.chat(theirs.shop);
    const sent = await app.as(own.customer).post(`/conversations/${own.conversationId}/messages`, {
      ...{ clientId: randomUUID(), body: 'Mine now', attachmentIds: [theirs.attachmentId] },
    });
    expect([404, 422]).toContain(sent.status);
  });

  it('8: a visitor’s token is worth nothing at another shop, whichever key it is shown with', async () => {
    const visitor = theirs.people.visitor!;
    const refresh = (visitor as { refreshToken?: string }).refreshToken ?? '';
    const again = await app.as(null).post<{ customerId: string }>('/auth/visit', {
      ...{ shop: mine.shop.publicKey, name: 'A', email: 'a@b.example', refresh_token: refresh },
    });
    expect(again.body.customerId).not.toBe(visitor.id);
    const ids = [mine.chat.conversationId, mine.ticket.conversationId];
    for (const id of ids) expect((await app.as(visitor).get(`/conversations/${id}/messages`)).status).toBe(404);
    const start = { clientId: randomUUID(), message: 'Hello', teamId: mine.team.id };
    expect([404, 422]).toContain((await app.as(theirs.people.otherVisitor).post('/chats', start)).status);
  });

  const filed = () => ({ clientId: randomUUID(), title: 'Planted', description: 'Planted from next door.' });
});
