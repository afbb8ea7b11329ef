import { randomUUID } from 'node:crypto';
import { sign } from 'jsonwebtoken';
import type { VisitorTokenView } from '../src/contract/auth.dto';
import type { Page } from '../src/contract/common.dto';
import type { AttachmentView, ConversationPage, MessageView } from '../src/contract/conversations.dto';
import type { ErrorBody } from '../src/contract/errors';
import type { ShopSecretView, ShopView } from '../src/contract/shops.dto';
import type { TeamView } from '../src/contract/teams.dto';
import type { CustomerTicketView, TicketDetail, TicketHistoryItem, TicketView } from '../src/contract/tickets.dto';
import { Conversation } from '../src/conversations/conversation.entity';
import { insertMessages, saveCounters } from '../src/conversations/log-rows';
import { Message } from '../src/conversations/message.entity';
import { takeNumbers } from '../src/conversations/numbering';
import { StoredEvent } from '../src/database/stored-event.entity';
import { Ticket } from '../src/tickets/ticket.entity';
import { replay } from '../src/tickets/ticket-replay';
import { snapshotOf } from '../src/tickets/ticket-snapshot';
import { TestApp } from './support/app';
import type { Employee, Visitor } from './support/build';
import { must } from './support/client';

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

type Sent = MessageView & ErrorBody;

describe('two tickets about the same thing', () => {
  let app: TestApp;
  let shop: ShopView;
  let team: TeamView;
  let visitor: Visitor;
  let mira: Employee;
  let devi: Employee;
  let manager: Employee;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    shop = await app.build.shop();
    team = await app.build.team({ shopId: shop.id });
    visitor = await app.build.visitor(shop);
    mira = await app.build.agent({ shopId: shop.id, teamIds: [team.id], firstName: 'Mira' });
    devi = await app.build.agent({ shopId: shop.id, teamIds: [team.id], firstName: 'Devi' });
    manager = await app.build.manager({ shopId: shop.id, firstName: 'Max' });
  });

  it('become one, with everything that was said in both, in the order in which it was said', async () => {
    const [one, two] = [await claimed(mira, 'First'), await claimed(mira, 'Second')];
    await write(visitor, one.conversationId, 'a');
    await write(mira, two.conversationId, 'b');
    await write(mira, one.conversationId, 'a note', { visibility: 'internal' });
    await write(visitor, two.conversationId, 'c');
    await write(mira, one.conversationId, 'd');
    await app.as(mira).patch(`/tickets/${one.id}`, { tags: ['card', 'old'] });
    await app.as(mira).patch(`/tickets/${two.id}`, { tags: ['card', 'new'] });

    const stayed = await merged(mira, one.id, two.id);

    expect(stayed).toMatchObject({ id: two.id, number: 2, status: 'in_progress', tags: ['card', 'new', 'old'] });
    expect(stayed.conversationId).not.toBe(two.conversationId);
    const old = await app.as(visitor).get<ConversationPage>(`/conversations/${one.conversationId}/messages`);
    expect(old.body).toMatchObject({ continuedInId: stayed.conversationId });
    const staff = await messages(mira, stayed.conversationId);
    expect(staff.map(({ seq }) => seq)).toEqual(staff.map((_, index) => index + 1));
    expect(texts(staff)).toEqual(['First', 'Second', 'a', 'b', 'a note', 'c', 'd']);
    expect(staff.at(-1)?.system).toEqual({ type: 'ticket.merged', data: { by: 'Mira', number: 1 } });
    const originals = [...(await messages(mira, one.conversationId)), ...(await messages(mira, two.conversationId))];
    const essence = ({ author, visibility, body, createdAt, system }: MessageView) =>
      JSON.stringify({ author, visibility, body, createdAt, system });
    expect(staff.slice(0, -1).map(essence).sort()).toEqual(originals.map(essence).sort());
    const own = await messages(visitor, stayed.conversationId);
    expect(own.map(({ seq }) => seq)).toEqual(own.map((_, index) => index + 1));
    expect(texts(own)).toEqual(['First', 'Second', 'a', 'b', 'c', 'd']);
    await write(mira, stayed.conversationId, 'We look into both');
    await write(visitor, stayed.conversationId, 'Thank you');
  });

  it('leave one that is closed, says where it went, and is in no list', async () => {
    const [one, two] = [await claimed(mira), await claimed(mira)];
    await merged(mira, one.id, two.id);

    expect(await detail(mira, one.id)).toMatchObject({
      ...{ status: 'closed', closeReason: 'Part of #2', mergedInto: { id: two.id, number: 2 } },
      can: { read: true, reopen: false, reply: false, merge: false },
    });
    const own = await app.as(visitor).get<CustomerTicketView>(`/my/tickets/${one.id}`);
    expect(own.body).toMatchObject({ status: 'closed', mergedInto: { id: two.id, number: 2 }, canReopen: false });
    const lists = [
      await app.as(mira).get<Page<TicketView>>('/tickets'),
      await app.as(visitor).get<Page<TicketView>>('/my/tickets'),
    ];
    for (const { body } of lists) expect(body.items.map(({ id }) => id)).toEqual([two.id]);
    expect(await history(one.id)).toMatchObject([
      { name: 'ticket.merged', to: 'closed' },
      { name: 'ticket.claimed' },
      { name: 'ticket.created' },
    ]);
    const [event] = await history(two.id);
    expect(event).toMatchObject({ name: 'ticket.merged', actor: { id: mira.id } });
    expect(event?.changes).toContainEqual({ field: 'mergedNumber', before: null, after: 1 });
    expect((await app.as(visitor).post(`/my/tickets/${one.id}/reopen`)).status).toBe(409);
    expect((await app.as(manager).post(`/tickets/${one.id}/reopen`)).status).toBe(409);
    for (const { id } of [one, two]) await checkTrail(id);
  });

  it('keep their files, also one that was uploaded and not sent yet', async () => {
    const [one, two] = [await claimed(mira), await claimed(mira)];
    const shown = await attach(visitor, one.conversationId);
    await write(visitor, one.conversationId, 'Look', { attachmentIds: [shown] });
    const hidden = await attach(mira, two.conversationId);
    await write(mira, two.conversationId, 'For us', { visibility: 'internal', attachmentIds: [hidden] });
    const loose = await attach(visitor, one.conversationId);

    const { conversationId } = await merged(mira, one.id, two.id);

    await write(visitor, one.conversationId, 'And this', { attachmentIds: [loose] });
    const found = await messages(mira, conversationId);
    const files = (body: string) => found.find((message) => message.body === body)?.attachments ?? [];
    expect(['Look', 'For us', 'And this'].map((body) => files(body).length)).toEqual([1, 1, 1]);
    const status = async (who: Employee | Visitor, id = '') =>
      (await app.as(who).get(`/attachments/${id}/content`)).status;
    expect(await status(visitor, files('Look')[0]?.id)).toBe(200);
    expect(await status(visitor, files('For us')[0]?.id)).toBe(404);
    expect(await status(mira, files('For us')[0]?.id)).toBe(200);
    expect(await status(visitor, shown)).toBe(200);
  });

  it('are read no more and no less than they were', async () => {
    const [one, two] = [await claimed(mira, 'First'), await claimed(mira, 'Second')];
    await write(mira, one.conversationId, 'a');
    await write(mira, two.conversationId, 'b');
    await read(visitor, one.conversationId);
    await read(visitor, two.conversationId);
    await read(mira, two.conversationId);

    const { conversationId } = await merged(mira, one.id, two.id);

    const { body } = await app.as(visitor).get<ConversationPage>(`/conversations/${conversationId}/messages`);
    const markOf = ({ id }: Employee | Visitor) => body.readMarks.find(({ readerId }) => readerId === id)?.seq ?? 0;
    expect(markOf(visitor)).toBe(body.lastSeq - 1);
    expect(markOf(mira)).toBe(0);
  });

  describe('are merged only', () => {
    it('where they are the same customer’s, and nothing of another one’s is told', async () => {
      const [one, other] = [await claimed(mira), await claimed(mira, 'Secret', await app.build.visitor(shop))];

      const answer = await merge(mira, one.id, other.id);

      expect(answer).toMatchObject({ status: 409, body: { code: 'STATE_CONFLICT' } });
      expect(JSON.stringify(answer.body)).not.toContain('Secret');
      expect(await detail(mira, one.id)).toMatchObject({ status: 'in_progress', mergedInto: null });
    });

    it('by who has the one that goes, or is in charge, and may change the one that stays', async () => {
      const [one, two] = [await claimed(mira), await filed()];
      expect(await merge(devi, one.id, two.id)).toMatchObject({ status: 409, body: { code: 'NOT_HOLDER' } });
      const foreign = await app.build.manager();
      expect((await merge(foreign, one.id, two.id)).status).toBe(404);
      await app.as(mira).post(`/tickets/${two.id}/decline`, {});
      expect((await merge(mira, one.id, two.id)).status).toBe(404);
      expect((await merge(mira, one.id, randomUUID())).status).toBe(404);

      await merged(manager, one.id, two.id);
    });

    it('once, with another one, and not into one that is done', async () => {
      const [one, two, three, done] = [await filed(), await filed(), await filed(), await filed()];
      await app.as(visitor).post(`/my/tickets/${done.id}/close`);
      await merged(manager, one.id, two.id);

      expect((await merge(manager, three.id, three.id)).status).toBe(409);
      expect((await merge(manager, one.id, three.id)).status).toBe(409);
      expect((await merge(manager, three.id, one.id)).status).toBe(409);
      expect((await merge(manager, three.id, done.id)).status).toBe(409);
      expect((await merge(manager, one.id, two.id)).body).toMatchObject({ id: two.id });
      expect(await history(two.id)).toHaveLength(2);
      expect(await merged(manager, done.id, three.id)).toMatchObject({ id: three.id, status: 'open' });
    });

    it('where they are not longer than can be copied at once', async () => {
      const [one, two] = [await claimed(mira), await claimed(mira)];
      await app.db.getRepository(Conversation).update({ id: one.conversationId }, { lastSeq: 2001 });

      expect((await merge(mira, one.id, two.id)).status).toBe(409);
    });
  });

  it('become one also where both are long', async () => {
    const [one, two] = [await claimed(mira), await claimed(mira)];
    for (const { conversationId } of [one, two]) await fill(conversationId, 1990);

    const began = performance.now();
    const { conversationId } = await merged(mira, one.id, two.id);

    // Whoever writes meanwhile waits for three seconds at most.
    expect(performance.now() - began).toBeLessThan(3000);
    expect(await app.db.getRepository(Message).countBy({ conversationId })).toBe(2 * 1993 + 1);
    expect((await write(mira, conversationId, 'Still here')).seq).toBe(2 * 1993 + 2);
  }, 60_000);

  it('are hidden from who declined either, unless they have the one that stays', async () => {
    const [one, two] = [await filed(), await filed()];
    for (const who of [mira, devi]) await app.as(who).post(`/tickets/${one.id}/decline`, {});
    await app.as(devi).post(`/tickets/${two.id}/claim`);

    const { conversationId } = await merged(manager, one.id, two.id);

    const status = async (who: Employee, path: string) => (await app.as(who).get(path)).status;
    for (const id of [conversationId, two.conversationId, one.conversationId])
      expect(await status(mira, `/conversations/${id}/messages`)).toBe(404);
    for (const id of [one.id, two.id]) expect(await status(mira, `/tickets/${id}`)).toBe(404);
    expect(await status(devi, `/tickets/${two.id}`)).toBe(200);
    expect(await status(devi, `/conversations/${conversationId}/messages`)).toBe(200);
    expect(await status(devi, `/conversations/${one.conversationId}/messages`)).toBe(404);
  });

  describe('a customer who writes where it does not go on', () => {
    it('is heard where it does, over HTTP and sockets, once however often they try', async () => {
      const [one, two] = [await claimed(mira), await claimed(mira)];
      const early = { clientId: randomUUID(), body: 'Before' };
      const before = await send(visitor, one.conversationId, early);
      const { conversationId } = await merged(mira, one.id, two.id);

      const late = { clientId: randomUUID(), body: 'After' };
      const sent = await send(visitor, one.conversationId, late);
      for (const place of [one.conversationId, two.conversationId, conversationId])
        expect((await send(visitor, place, late)).body).toMatchObject({ id: sent.body.id, conversationId });
      expect((await send(visitor, one.conversationId, early)).body.id).toBe(before.body.id);
      expect((await send(visitor, conversationId, early)).body.id).toBe(before.body.id);
      const socket = await app.as(visitor).connect();
      const input = { conversationId: two.conversationId, clientId: randomUUID(), body: 'By socket' };
      expect(await socket.get('message:send', input)).toMatchObject({ conversationId, body: 'By socket' });

      const said = texts(await messages(mira, conversationId));
      expect(said.filter((body) => ['Before', 'After', 'By socket'].includes(body))).toEqual([
        'Before',
        'After',
        'By socket',
      ]);
      expect((await send(visitor, one.conversationId, { ...late, body: 'Other' })).status).toBe(409);
    });

    it('wakes it up, opens it again, or is followed by another one', async () => {
      const [one, two] = [await claimed(mira), await claimed(mira)];
      await app.as(mira).post(`/tickets/${two.id}/hold`);
      await merged(mira, one.id, two.id);

      await write(visitor, one.conversationId, 'Hello');
      expect(await detail(mira, two.id)).toMatchObject({ status: 'in_progress' });
      await app.as(mira).post(`/tickets/${two.id}/close`, {});
      await write(visitor, two.conversationId, 'Once more');
      expect(await detail(mira, two.id)).toMatchObject({ status: 'in_progress' });
      await app.as(mira).post(`/tickets/${two.id}/close`, {});
      const longAgo = new Date(Date.now() - 30 * 86_400_000);
      await app.db.getRepository(Ticket).update({ id: two.id }, { closedAt: longAgo });
      const message = { clientId: randomUUID(), body: 'After weeks' };
      const [sent, again] = [
        await send(visitor, one.conversationId, message),
        await send(visitor, one.conversationId, message),
      ];
      expect(again.body).toEqual(sent.body);
      const { body } = await app.as(visitor).get<Page<CustomerTicketView>>('/my/tickets');
      expect(body.items[0]).toMatchObject({ followUpOf: { id: two.id }, conversationId: sent.body.conversationId });
    });

    it('is heard however often it moved on', async () => {
      const tickets = [await filed(), await filed(), await filed(), await filed()];
      const [one, two, three, four] = tickets;
      await merged(manager, one?.id ?? '', two?.id ?? '');
      await merged(manager, two?.id ?? '', three?.id ?? '');
      const { conversationId } = await merged(manager, three?.id ?? '', four?.id ?? '');

      for (const { conversationId: place } of tickets) await write(visitor, place, 'Hello');

      const said = texts(await messages(manager, conversationId));
      expect(said.filter((body) => body === 'Hello')).toHaveLength(4);
      for (const { id } of tickets) await checkTrail(id);
    });

    it('is heard also once the shop knows who they are', async () => {
      const admin = app.as(await app.build.admin());
      const { body } = await admin.post<ShopSecretView>(`/shops/${shop.id}/rotate-secret`);
      const identity = sign({ sub: 'aylin', name: 'Aylin Tan' }, body.identitySecret, { expiresIn: 600 });
      const visit = (more = {}) =>
        app.as(null).post<VisitorTokenView>('/auth/visit', { shop: shop.publicKey, identity, ...more });
      await visit();
      const [one, two] = [await filed(), await filed()];
      const { conversationId } = await merged(manager, one.id, two.id);

      const { body: known } = await visit({ refresh_token: visitor.refreshToken });
      const aylin: Visitor = { ...visitor, id: known.customerId, token: known.access_token };

      expect(aylin.id).not.toBe(visitor.id);
      for (const place of [one.conversationId, two.conversationId]) await write(aylin, place, 'It is me');
      const said = texts(await messages(aylin, conversationId));
      expect(said.filter((text) => text === 'It is me')).toHaveLength(2);
    });
  });

  it('are merged once, whoever else merges them at the same moment', async () => {
    for (let round = 0; round < 4; round += 1) {
      const [one, two] = [await filed(), await filed()];

      const answers = await Promise.all([merge(manager, one.id, two.id), merge(manager, two.id, one.id)]);

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    }
    const [one, two, three] = [await filed(), await filed(), await filed()];
    const both = await Promise.all([merge(manager, one.id, three.id), merge(manager, two.id, three.id)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    for (const { conversationId } of [one, two, three]) await write(visitor, conversationId, 'Hello');
    const { conversationId } = await detail(manager, three.id);
    expect(texts(await messages(manager, conversationId)).filter((body) => body === 'Hello')).toHaveLength(3);
  });

  it('lose nothing that was confirmed while they are merged', async () => {
    for (let round = 0; round < 3; round += 1) {
      const [one, two] = [await claimed(mira), await claimed(mira)];
      const confirmed: string[] = [];
      let isOver = false;
      const talk = async (who: Employee | Visitor, name: string, place: string) => {
        for (let count = 0; count < 40 && !(isOver && count > 20); count += 1) {
          const text = `${name} ${count}`;
          const { status } = await send(who, place, { clientId: randomUUID(), body: text });
          if (status < 300) confirmed.push(text);
        }
      };

      const talking = [
        talk(visitor, 'customer in one', one.conversationId),
        talk(visitor, 'customer in two', two.conversationId),
        talk(mira, 'agent in one', one.conversationId),
        talk(mira, 'agent in two', two.conversationId),
      ];
      while (confirmed.length < 12) await new Promise((resolve) => setImmediate(resolve));
      const { conversationId } = await merged(mira, one.id, two.id);
      isOver = true;
      await Promise.all(talking);

      const log = await app.db.getRepository(Message).find({ where: { conversationId }, order: { seq: 'ASC' } });
      const said = log.map(({ body }) => body);
      expect(confirmed.filter((text) => said.filter((body) => body === text).length !== 1)).toEqual([]);
      for (const name of ['customer in one', 'customer in two', 'agent in one', 'agent in two']) {
        const counts = said.filter((body) => body.startsWith(name)).map((body) => Number(body.split(' ').at(-1)));
        expect(counts).toEqual([...counts].sort((a, b) => a - b));
      }
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
      const publicSeqs = log.flatMap(({ publicSeq }) => publicSeq ?? []);
      expect(publicSeqs).toEqual(publicSeqs.map((_, index) => index + 1));
      const row = await app.db.getRepository(Conversation).findOneByOrFail({ id: conversationId });
      expect(row).toMatchObject({ lastSeq: log.length, lastPublicSeq: publicSeqs.length });
      for (const { conversationId: old } of [one, two]) {
        const place = await app.db.getRepository(Conversation).findOneByOrFail({ id: old });
        expect(place).toMatchObject({ isClosed: true, continuedInId: conversationId });
      }
    }
  }, 60_000);

  async function filed(description = 'My card is refused', by = visitor): Promise<CustomerTicketView> {
    const input = { clientId: randomUUID(), title: 'Cannot pay', description: description.padEnd(10, '.') };
    return must(app.as(by).post<CustomerTicketView>('/my/tickets', input));
  }

  async function claimed(who: Employee, description?: string, by?: Visitor): Promise<CustomerTicketView> {
    const ticket = await filed(description, by);
    await must(app.as(who).post(`/tickets/${ticket.id}/claim`));
    return ticket;
  }

  function merge(who: Employee, id: string, intoId: string) {
    return app.as(who).post<TicketDetail & ErrorBody>(`/tickets/${id}/merge`, { intoId });
  }

  function merged(who: Employee, id: string, intoId: string): Promise<TicketDetail> {
    return must(merge(who, id, intoId));
  }

  async function detail(who: Employee, id: string): Promise<TicketDetail> {
    return must(app.as(who).get<TicketDetail>(`/tickets/${id}`));
  }

  async function history(id: string): Promise<TicketHistoryItem[]> {
    return (await must(app.as(manager).get<Page<TicketHistoryItem>>(`/tickets/${id}/history`))).items;
  }

  async function messages(who: Employee | Visitor, id: string): Promise<MessageView[]> {
    const path = `/conversations/${id}/messages?afterSeq=0&limit=200`;
    return (await must(app.as(who).get<ConversationPage>(path))).messages;
  }

  function send(who: Employee | Visitor, id: string, message: object) {
    return app.as(who).post<Sent>(`/conversations/${id}/messages`, message);
  }

  function write(who: Employee | Visitor, id: string, body: string, more: object = {}): Promise<Sent> {
    return must(send(who, id, { clientId: randomUUID(), body, ...more }));
  }

  async function read(who: Employee | Visitor, id: string): Promise<void> {
    await must(app.as(who).post(`/conversations/${id}/read`, { seq: 1000 }));
  }

  async function attach(who: Employee | Visitor, id: string): Promise<string> {
    const form = new FormData();
    form.append('file', new Blob([PICTURE], { type: 'image/png' }), 'dot.png');
    const headers = { authorization: `Bearer ${who.token}` };
    const address = `${app.url}/api/v1/conversations/${id}/attachments`;
    const response = await fetch(address, { method: 'POST', headers, body: form });
    return ((await response.json()) as AttachmentView).id;
  }

  /** Past the door, which would take minutes. */
  async function fill(conversationId: string, count: number): Promise<void> {
    const log = await app.db.getRepository(Conversation).findOneByOrFail({ id: conversationId });
    const draft = { kind: 'text', authorKind: 'customer', authorId: visitor.id, system: null } as const;
    const text = { visibility: 'public', body: 'And another thing. '.repeat(20) } as const;
    for (let done = 0; done < count; done += 199) {
      const rows = Array.from({ length: Math.min(199, count - done) }, () =>
        takeNumbers(log, { ...draft, ...text, clientId: randomUUID() }, new Date()),
      );
      await insertMessages(app.db.manager, rows);
    }
    await saveCounters(app.db.manager, [log]);
  }

  async function checkTrail(id: string): Promise<void> {
    const ticket = await app.db.getRepository(Ticket).findOneByOrFail({ id });
    const events = await app.db.getRepository(StoredEvent).find({ where: { subjectId: id }, order: { id: 'ASC' } });
    expect(replay(events)).toEqual(snapshotOf(ticket));
  }
});

function texts(messages: readonly MessageView[]): string[] {
  return messages.filter(({ system }) => !system).map(({ body }) => body.replace(/\.+$/, ''));
}
