import { randomUUID } from 'node:crypto';
import { ConversationSummaries } from '../src/conversations/conversation-summaries';
import { toCustomerView } from '../src/conversations/message.presenter';
import type { Actor } from '../src/core/actor';
import type { ReadMoved } from '../src/database/domain-events';
import { Desk } from './support/desk';

describe('reading conversations', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open();
  });

  afterAll(() => desk.close());

  const notFound = expect.objectContaining({ code: 'NOT_FOUND' });
  const page = (actor: Actor, id: string, request = {}) => desk.log.page(actor, id, request);
  const bodies = async (actor: Actor, id: string, request = {}) =>
    (await page(actor, id, request)).messages.map(({ body }) => body);

  /** line 1, note 2, line 3, note 4 …: for staff 10 entries, for the customer 5. */
  async function mixed() {
    const pair = await desk.pair();
    for (let n = 1; n <= 10; n += 1) {
      if (n % 2 === 0) await desk.say(pair.agent, pair.id, `note ${n}`, { visibility: 'internal' });
      else await desk.say(pair.customer, pair.id, `line ${n}`);
    }
    return pair;
  }

  it('shows staff everything and the customer what is public, each in numbers without gaps', async () => {
    const { customer, agent, id } = await mixed();

    const forStaff = await page(agent, id);
    expect(forStaff.messages.map(({ seq, publicSeq }) => [seq, publicSeq]).slice(0, 4)).toEqual([
      [1, 1],
      [2, null],
      [3, 2],
      [4, null],
    ]);
    expect(forStaff).toMatchObject({ lastSeq: 10, hasOlder: false, hasNewer: false, reset: false });

    const forCustomer = await page(customer, id);
    expect(forCustomer.messages.map(({ seq, publicSeq, body }) => [seq, publicSeq, body])).toEqual([
      [1, 1, 'line 1'],
      [2, 2, 'line 3'],
      [3, 3, 'line 5'],
      [4, 4, 'line 7'],
      [5, 5, 'line 9'],
    ]);
    expect(forCustomer).toMatchObject({ lastSeq: 5, hasOlder: false, hasNewer: false });
  });

  it('never lets the customer meet a note, whatever they ask for', async () => {
    const { customer, id } = await mixed();
    const receipt = await desk.say(customer, id, 'last');

    const answers = [
      await page(customer, id),
      await page(customer, id, { afterSeq: 0 }),
      await page(customer, id, { afterSeq: 3 }),
      await page(customer, id, { beforeSeq: 4 }),
      await page(customer, id, { afterSeq: 1, beforeSeq: 5, limit: 1 }),
      await page(customer, id, { afterSeq: 99 }),
      await page(customer, id, { afterSeq: 2, afterId: randomUUID() }),
    ];

    expect(JSON.stringify(answers)).not.toContain('note');
    expect(answers.every(({ lastSeq }) => lastSeq === 6)).toBe(true);
    expect(receipt).toMatchObject({ seq: 6, publicSeq: 6 });
    const pushed = desk.told.filter(({ conversationId }) => conversationId === id).flatMap(({ messages }) => messages);
    expect(JSON.stringify(pushed.map(toCustomerView))).not.toContain('note');
  });

  it('pages forwards and backwards and says what is left on both sides', async () => {
    const { agent, id } = await mixed();

    const first = await page(agent, id, { afterSeq: 0, limit: 4 });
    expect(first.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(first).toMatchObject({ hasOlder: false, hasNewer: true });
    const middle = await page(agent, id, { afterSeq: 4, limit: 4 });
    expect(middle.messages.map(({ seq }) => seq)).toEqual([5, 6, 7, 8]);
    expect(middle).toMatchObject({ hasOlder: true, hasNewer: true });
    const newest = await page(agent, id, { limit: 3 });
    expect(newest.messages.map(({ seq }) => seq)).toEqual([8, 9, 10]);
    expect(newest).toMatchObject({ hasOlder: true, hasNewer: false });
    const older = await page(agent, id, { beforeSeq: 8, limit: 3 });
    expect(older.messages.map(({ seq }) => seq)).toEqual([5, 6, 7]);
    expect(older).toMatchObject({ hasOlder: true, hasNewer: true });
    expect(await page(agent, id, { afterSeq: 10 })).toMatchObject({
      messages: [],
      hasOlder: true,
      hasNewer: false,
      reset: false,
    });
    expect(await page(agent, id, { beforeSeq: 1 })).toMatchObject({ messages: [], hasOlder: false, hasNewer: true });
  });

  it('goes on where the client stopped, and starts anew when its history is another one', async () => {
    const { customer, agent, id } = await mixed();
    const { messages } = await page(agent, id);
    const seen = messages[3]!;
    const seenByCustomer = (await page(customer, id)).messages[2]!;

    expect(await page(agent, id, { afterSeq: 4, afterId: seen.id })).toMatchObject({ reset: false, hasOlder: true });
    expect(await bodies(customer, id, { afterSeq: 3, afterId: seenByCustomer.id })).toEqual(['line 7', 'line 9']);

    const anew = await page(agent, id, { afterSeq: 5, afterId: seen.id, limit: 20 });
    expect(anew).toMatchObject({ reset: true, lastSeq: 10 });
    expect(anew.messages).toEqual(messages);
    expect(await page(agent, id, { afterSeq: 11 })).toMatchObject({ reset: true });
    expect(await page(customer, id, { afterSeq: 4, afterId: seenByCustomer.id })).toMatchObject({ reset: true });
    expect(await page(customer, id, { afterSeq: 6 })).toMatchObject({ reset: true });
  });

  it('exists for its customer and for staff whose rights reach it, and for nobody else', async () => {
    const { shopId, customer, agent, id } = await mixed();
    const teamId = randomUUID();
    const inTeam = await desk.conversation({ customer, teamId });
    const member = await desk.agent(shopId, [teamId]);
    const colleague = await desk.agent(shopId);
    const elsewhere = await desk.pair();

    for (const person of [customer, agent, colleague, member, await desk.manager(shopId)])
      expect(await bodies(person, id)).toHaveLength(person === customer ? 5 : 10);
    expect(await bodies(member, inTeam)).toEqual([]);
    for (const [person, conversation] of [
      [colleague, inTeam],
      [await desk.customer(shopId), id],
      [elsewhere.customer, id],
      [elsewhere.agent, id],
      [await desk.manager(elsewhere.shopId), id],
      [agent, randomUUID()],
    ] as const) {
      await expect(page(person, conversation)).rejects.toEqual(notFound);
      await expect(desk.readMarks.markRead(person, conversation, 1)).rejects.toEqual(notFound);
    }
  });

  it('lets servers read on for their clients, and look at many positions at once', async () => {
    const { id } = await mixed();
    const other = await desk.pair();

    expect((await desk.log.since(id, 7)).map(({ seq, visibility }) => [seq, visibility])).toEqual([
      [8, 'internal'],
      [9, 'public'],
      [10, 'internal'],
    ]);
    const positions = await desk.log.positions([id, other.id, randomUUID()]);
    expect(positions).toEqual(
      expect.arrayContaining([
        { conversationId: id, lastSeq: 10, lastPublicSeq: 5 },
        { conversationId: other.id, lastSeq: 0, lastPublicSeq: 0 },
      ]),
    );
    expect(positions).toHaveLength(2);
  });

  it('shows the same as was pushed, with names and system entries', async () => {
    const { customer, agent, id } = await desk.pair();
    desk.told.length = 0;
    await desk.say(customer, id, 'Hello');
    await desk.unitOfWork.run(async (tx) => {
      await desk.conversations.appendSystem(tx, id, {
        type: 'chat.taken',
        data: { by: agent.name, waitedSeconds: 3 },
        visibility: 'public',
      });
      await desk.conversations.appendMessage(tx, agent, id, {
        clientId: randomUUID(),
        body: 'A regular',
        visibility: 'internal',
      });
    });
    await desk.say(agent, id, 'Hi!');

    const { messages } = await page(agent, id);

    expect(messages).toEqual(desk.told.flatMap((committed) => committed.messages));
    expect(messages.map(({ author }) => author.name)).toEqual([customer.name, '', agent.name, agent.name]);
    expect(messages[1]?.system).toEqual({ type: 'chat.taken', data: { by: agent.name, waitedSeconds: 3 } });
  });

  it('tells nobody of entries whose change was undone', async () => {
    const { id } = await desk.pair();
    desk.told.length = 0;

    const failing = desk.unitOfWork.run(async (tx) => {
      await desk.conversations.appendSystem(tx, id, { type: 'chat.closed', data: {}, visibility: 'public' });
      throw new Error('no');
    });

    await expect(failing).rejects.toThrow('no');
    expect(desk.told).toEqual([]);
    expect(await desk.log.positions([id])).toEqual([{ conversationId: id, lastSeq: 0, lastPublicSeq: 0 }]);
  });

  it('sums up what lists show: the last thing somebody said for the other side', async () => {
    const { customer, agent, id } = await desk.pair();
    const silent = await desk.conversation({ customer });
    await desk.say(customer, id, '👋'.repeat(200));
    await desk.say(agent, id, 'a note', { visibility: 'internal' });

    const summaries = await desk.services.get(ConversationSummaries, { strict: false }).of([id, silent]);

    expect(summaries.get(id)).toMatchObject({
      lastSeq: 2,
      lastPublicSeq: 1,
      lastMessage: { seq: 1, authorKind: 'customer', authorName: customer.name, preview: '👋'.repeat(140) },
    });
    expect(summaries.get(silent)).toMatchObject({ lastMessage: null, awaitingSince: null });
  });

  it('remembers how far each has read, only ever forwards, and tells the others', async () => {
    const { customer, agent, id } = await mixed();
    const moves: ReadMoved[] = [];
    desk.events.subscribeToReads((moved) => moves.push(moved));

    const moved = await Promise.all([3, 1, 3, 2].map((seq) => desk.readMarks.markRead(agent, id, seq)));
    expect(moved.filter(Boolean).length).toBeGreaterThanOrEqual(1);
    expect(await desk.readMarks.markRead(agent, id, 2)).toBe(false);
    expect(await desk.readMarks.markRead(customer, id, 1000)).toBe(true);
    expect(await desk.readMarks.markRead(customer, id, 0)).toBe(false);

    const silent = randomUUID();
    const seqOf = await desk.readMarks.ofReaders([agent.id], [id, silent]);
    expect([seqOf(agent.id, id), seqOf(agent.id, silent)]).toEqual([3, 0]);
    expect((await page(customer, id)).readMarks).toEqual(
      expect.arrayContaining([
        { readerKind: 'employee', readerId: agent.id, seq: 3 },
        { readerKind: 'customer', readerId: customer.id, seq: 5 },
      ]),
    );
    expect(moves.at(-1)).toMatchObject({ conversationId: id, mark: { readerId: customer.id, seq: 5 } });
    expect(moves.map(({ mark }) => mark.readerId)).not.toContain(undefined);
  });
});
