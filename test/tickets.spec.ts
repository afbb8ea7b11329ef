import { randomUUID } from 'node:crypto';
import type { Page } from '../src/contract/common.dto';
import type { EventView } from '../src/contract/events.dto';
import type { ShopView } from '../src/contract/shops.dto';
import type { TeamView } from '../src/contract/teams.dto';
import type { CustomerTicketView, TicketCounts, TicketDetail, TicketView } from '../src/contract/tickets.dto';
import { TestApp } from './support/app';
import type { Employee, Visitor } from './support/build';

interface Refusal {
  code: string;
  detail: string;
  details?: { holder?: { id: string; name: string } };
}

describe('tickets', () => {
  let app: TestApp;
  let shop: ShopView;
  let team: TeamView;
  let visitor: Visitor;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    shop = await app.build.shop();
    team = await app.build.team({ shopId: shop.id });
    visitor = await app.build.visitor(shop);
  });

  const agent = (given: { firstName?: string } = {}) =>
    app.build.agent({ shopId: shop.id, teamIds: [team.id], ...given });

  it('are filed by customers, who have the number at once', async () => {
    const { ticket, status } = await file(visitor, { category: 'billing problem', phone: '123' });

    expect(status).toBe(201);
    expect(ticket).toMatchObject({
      ...{ number: 1, status: 'open', category: 'Billing Problem', priority: 'normal' },
      ...{ phone: '123', isPhoneValid: false, assigneeName: null },
    });
    const mine = await app.as(visitor).get<Page<CustomerTicketView>>('/my/tickets');
    expect(mine.body.items.map(({ id }) => id)).toEqual([ticket.id]);
    expect(mine.body.items[0]?.lastMessage?.preview).toBe('My card is refused each time.');
  });

  it('are the same ticket when filing is tried again, also at the same moment', async () => {
    const clientId = randomUUID();

    const filed = await Promise.all([1, 2, 3].map(() => file(visitor, { clientId })));

    expect(new Set(filed.map(({ ticket }) => ticket.id)).size).toBe(1);
    expect(filed[0]?.ticket.number).toBe(1);
  });

  it('say what is wrong with them at the field', async () => {
    const short = await app
      .as(visitor)
      .post<Refusal & { errors: { field: string }[] }>('/my/tickets', filing({ description: 'short' }));
    const unknown = await app
      .as(visitor)
      .post<Refusal & { errors: { field: string }[] }>('/my/tickets', filing({ category: 'No such thing' }));

    expect(short).toMatchObject({ status: 400, body: { errors: [{ field: 'description' }] } });
    expect(unknown).toMatchObject({ status: 422, body: { errors: [{ field: 'category' }] } });
  });

  it('are numbered in each shop by itself, without gaps and never twice', async () => {
    const others = await app.build.shop();
    const people = await Promise.all(Array.from({ length: 6 }, () => app.build.visitor(shop)));
    const elsewhere = await app.build.visitor(others);

    const filed = await Promise.all([...people, ...people, ...people].map((person) => file(person)));
    const other = await file(elsewhere);

    expect(filed.map(({ ticket }) => ticket.number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 18 }, (_, index) => index + 1),
    );
    expect(other.ticket.number).toBe(1);
  });

  it('are written down by agents for somebody on the phone', async () => {
    const mira = await agent({ firstName: 'Mira' });
    const { status, body } = await app.as(mira).post<TicketDetail>('/tickets', {
      ...{ clientId: randomUUID(), title: 'Login fails', description: 'Cannot sign in since yesterday' },
      ...{ customer: { name: 'Cem', email: 'cem@mail.example', phone: 'no phone' }, priority: 'high', teamId: team.id },
      tags: ['VIP ', 'vip', 'Phone'],
    });

    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ number: 1, status: 'open', priority: 'high', source: 'staff', tags: ['vip', 'phone'] },
      ...{ contactEmail: 'cem@mail.example', isEmailValid: true, contactPhone: 'no phone', isPhoneValid: false },
      customer: { name: 'Cem' },
      can: { claim: true, reply: false, close: false, assign: false },
    });
  });

  it('go to exactly one of many agents, and the others hear who has it', async () => {
    const agents = await Promise.all(Array.from({ length: 10 }, (_, index) => agent({ firstName: `A${index}` })));
    const tickets = await Promise.all(Array.from({ length: 5 }, async () => (await file(visitor)).ticket));

    for (const { id } of tickets) {
      const answers = await Promise.all(agents.map((it) => app.as(it).post<TicketDetail>(`/tickets/${id}/claim`)));

      const winners = answers.filter(({ status }) => status === 200);
      expect(winners).toHaveLength(1);
      const winner = winners[0]?.body.assignee;
      for (const { status, body } of answers.filter((answer) => answer.status !== 200)) {
        expect({ status, ...(body as unknown as Refusal) }).toMatchObject({
          status: 409,
          code: 'ALREADY_TAKEN',
          details: { holder: winner },
        });
      }
    }
  });

  it('vanish from what is available once they are claimed, and stay readable to the team', async () => {
    const [mira, devi] = [await agent(), await agent()];
    const { ticket } = await file(visitor);
    const open = async (who: Employee) => (await list(who, 'view=open')).map(({ id }) => id);

    expect(await open(devi)).toEqual([ticket.id]);
    await app.as(mira).post(`/tickets/${ticket.id}/claim`);

    expect(await open(devi)).toEqual([]);
    expect(await list(devi, 'view=all')).toHaveLength(1);
    expect((await list(mira, 'view=mine')).map(({ id }) => id)).toEqual([ticket.id]);
    const counts = await app.as(mira).get<TicketCounts>('/tickets/counts');
    expect(counts.body).toEqual({ open: 0, inProgress: 1, onHold: 0, mine: 1 });
  });

  it('do not exist any more, on no path, for who declined them', async () => {
    const [mira, devi] = [await agent(), await agent()];
    const { ticket } = await file(visitor);
    await app.as(mira).post(`/tickets/${ticket.id}/claim`);

    expect((await app.as(mira).post(`/tickets/${ticket.id}/decline`, { reason: 'My cousin' })).status).toBe(204);

    const paths = [
      `/tickets/${ticket.id}`,
      `/tickets/by-number/${ticket.number}`,
      `/conversations/${ticket.conversationId}/messages`,
    ];
    for (const path of paths) expect((await app.as(mira).get(path)).status).toBe(404);
    for (const query of ['view=open', 'view=all', 'search=card', `customerId=${visitor.id}`])
      expect(await list(mira, query)).toEqual([]);
    expect((await app.as(mira).get<TicketCounts>('/tickets/counts')).body.open).toBe(0);
    for (const action of ['claim', 'decline', 'release'])
      expect((await app.as(mira).post(`/tickets/${ticket.id}/${action}`, {})).status).toBe(404);
    const note = { clientId: randomUUID(), body: 'Still there?', visibility: 'internal' };
    expect((await app.as(mira).post(`/conversations/${ticket.conversationId}/messages`, note)).status).toBe(404);
    expect((await app.as(devi).post(`/tickets/${ticket.id}/claim`, {})).status).toBe(200);
  });

  it('leave an event for each change, with all that changed', async () => {
    const mira = await agent();
    const manager = await app.build.manager({ shopId: shop.id });
    const { ticket } = await file(visitor);
    await app.as(mira).post(`/tickets/${ticket.id}/claim`);
    await app.as(mira).post(`/tickets/${ticket.id}/release`);

    const { body } = await app.as(manager).get<Page<EventView>>(`/events?subjectId=${ticket.id}`);

    expect(body.items.map(({ name, fromStatus, toStatus }) => [name, fromStatus, toStatus])).toEqual([
      ['ticket.released', 'in_progress', 'open'],
      ['ticket.claimed', 'open', 'in_progress'],
      ['ticket.created', null, 'open'],
    ]);
    expect(body.items[1]).toMatchObject({ before: { assigneeId: null }, after: { assigneeId: mira.id } });
  });

  it('are found by their fields, and by what was written', async () => {
    const mira = await agent();
    await file(visitor, { title: 'Broken Größe', category: 'Bug Report' });
    const { ticket } = await file(visitor, { title: '100% broken', category: 'Data Export' });
    await app.as(visitor).post(`/conversations/${ticket.conversationId}/messages`, {
      clientId: randomUUID(),
      body: 'The export says Fehler 42',
    });
    const titles = async (query: string) => (await list(mira, query)).map(({ title }) => title).sort();

    expect(await titles('search=größe')).toEqual(['Broken Größe']);
    expect(await titles('search=100%25')).toEqual(['100% broken']);
    expect(await titles('search=fehler%2042')).toEqual(['100% broken']);
    await file(visitor, { title: `As in #${ticket.number}` });
    expect(await titles(`search=%23${ticket.number}`)).toEqual(['100% broken']);
    expect(await titles('category=Bug%20Report')).toEqual(['Broken Größe']);
    expect(await titles('status=open,closed&priority=normal')).toHaveLength(3);
    expect(await titles('status=closed')).toEqual([]);
    expect(await titles('sla=ok&source=offline')).toHaveLength(3);
    expect(await titles('sla=breached')).toEqual([]);
    expect(await titles('to=2020-01-01T00:00:00Z')).toEqual([]);
  });

  it.each(['newest', 'oldest', 'due', 'updated'])('are listed page by page, %s first', async (sort) => {
    const mira = await agent();
    for (let count = 0; count < 5; count++) await file(visitor);

    const numbers: number[] = [];
    let cursor: string | null = '';
    do {
      const path: string = `/tickets?limit=2&sort=${sort}${cursor ? `&cursor=${cursor}` : ''}`;
      const { body } = await app.as(mira).get<Page<TicketView>>(path);
      numbers.push(...body.items.map(({ number }) => number));
      cursor = body.nextCursor;
    } while (cursor);

    expect([...numbers].sort()).toEqual([1, 2, 3, 4, 5]);
    if (sort === 'newest' || sort === 'updated') expect(numbers[0]).toBe(5);
    else expect(numbers[0]).toBe(1);
  });

  it('keep screenshots that were uploaded before they were filed', async () => {
    const draft = await app.as(visitor).post<{ conversationId: string }>('/my/tickets/drafts', {});
    const again = await app.as(visitor).post<{ conversationId: string }>('/my/tickets/drafts', {});
    expect(again.body).toEqual(draft.body);
    const form = new FormData();
    form.append('file', new Blob(['what I saw'], { type: 'text/plain' }), 'seen.txt');
    const upload = await fetch(`${app.url}/api/v1/conversations/${draft.body.conversationId}/attachments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${visitor.token}` },
      body: form,
    });
    const { id } = (await upload.json()) as { id: string };

    const { ticket } = await file(visitor, { attachmentIds: [id] });

    expect(ticket.conversationId).toBe(draft.body.conversationId);
    const mira = await agent();
    const { body } = await app
      .as(mira)
      .get<{ messages: { attachments: { id: string }[] }[] }>(`/conversations/${ticket.conversationId}/messages`);
    expect(body.messages.flatMap(({ attachments }) => attachments.map((it) => it.id))).toEqual([id]);
    const next = await app.as(visitor).post<{ conversationId: string }>('/my/tickets/drafts', {});
    expect(next.body).not.toEqual(draft.body);
  });

  const filing = (given: object = {}) => ({
    clientId: randomUUID(),
    title: 'Cannot pay',
    description: 'My card is refused each time.',
    ...given,
  });

  async function file(person: Visitor, given: object = {}) {
    const { status, body } = await app.as(person).post<CustomerTicketView>('/my/tickets', filing(given));
    if (status >= 300) throw new Error(`Not filed: ${JSON.stringify(body)}`);
    return { status, ticket: body };
  }

  async function list(who: Employee, query: string): Promise<TicketView[]> {
    const { status, body } = await app.as(who).get<Page<TicketView>>(`/tickets?${query}`);
    if (status >= 300) throw new Error(`No list: ${JSON.stringify(body)}`);
    return body.items;
  }
});
