import { randomUUID } from 'node:crypto';
import { Conversation } from '../src/conversations/conversation.entity';
import { Message } from '../src/conversations/message.entity';
import { Desk } from './support/desk';

describe('sending messages', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open();
  });

  afterAll(() => desk.close());

  const stored = (conversationId: string) =>
    desk.db.getRepository(Message).find({ where: { conversationId }, order: { seq: 'ASC' } });
  const row = (id: string) => desk.db.getRepository(Conversation).findOneByOrFail({ id });
  const refused = (code: string) => expect.objectContaining({ code });
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  it('numbers everything, and separately what the customer sees, without gaps however many write at once', async () => {
    const { customer, agent, id } = await desk.pair();

    await Promise.all(
      numbers(120).map((n) => {
        if (n % 3 === 0) return desk.say(agent, id, `note ${n}`, { visibility: 'internal' });
        return desk.say(n % 2 === 0 ? agent : customer, id, `line ${n}`);
      }),
    );

    const messages = await stored(id);
    expect(messages.map(({ seq }) => seq)).toEqual(numbers(120));
    const visible = messages.filter(({ visibility }) => visibility === 'public');
    expect(visible.map(({ publicSeq }) => publicSeq)).toEqual(numbers(80));
    expect(
      messages.filter(({ visibility }) => visibility === 'internal').every(({ publicSeq }) => publicSeq === null),
    ).toBe(true);
    expect(await row(id)).toMatchObject({ lastSeq: 120, lastPublicSeq: 80 });
  });

  it('keeps the order of one sender and the numbering of each conversation when many conversations write', async () => {
    const pairs = [await desk.pair(), await desk.pair(), await desk.pair()];

    await Promise.all(
      numbers(900).map((n) => {
        const { customer, id } = pairs[n % 3]!;
        return desk.say(customer, id, String(n));
      }),
    );

    for (const { id } of pairs) {
      const messages = await stored(id);
      expect(messages.map(({ seq }) => seq)).toEqual(numbers(300));
      const spoken = messages.map(({ body }) => Number(body));
      expect(spoken).toEqual([...spoken].sort((a, b) => a - b));
    }
  });

  it('numbers without gaps when two servers write to the same conversation', async () => {
    const { customer, agent, id } = await desk.pair();
    const append = (n: number) =>
      desk.unitOfWork.run((tx) =>
        desk.conversations.appendSystem(tx, id, { type: 'chat.taken', data: { by: String(n) }, visibility: 'public' }),
      );

    await Promise.all([
      ...numbers(40).map((n) => desk.say(n % 2 ? customer : agent, id, `line ${n}`)),
      ...numbers(40).map(append),
    ]);

    expect((await stored(id)).map(({ seq }) => seq)).toEqual(numbers(80));
    expect(await row(id)).toMatchObject({ lastSeq: 80, lastPublicSeq: 80 });
  });

  it('answers every retry with the first receipt and stores one message', async () => {
    const { customer, id } = await desk.pair();
    const clientId = randomUUID();

    const first = await desk.say(customer, id, 'Hello', { clientId });
    const again = await Promise.all(numbers(20).map(() => desk.say(customer, id, 'Hello', { clientId })));

    expect(again).toEqual(numbers(20).map(() => first));
    expect(await stored(id)).toHaveLength(1);
  });

  it('stores one of many duplicates that arrive at the same moment', async () => {
    const { customer, id } = await desk.pair();
    const clientId = randomUUID();

    const receipts = await Promise.all(numbers(30).map(() => desk.say(customer, id, 'Hello', { clientId })));

    expect(new Set(receipts.map((receipt) => receipt.id)).size).toBe(1);
    expect(await stored(id)).toHaveLength(1);
    expect(await row(id)).toMatchObject({ lastSeq: 1 });
  });

  it('stores the others of the moment once and in order when one of them was stored before', async () => {
    const { customer, agent, id } = await desk.pair();
    const clientId = randomUUID();
    const first = await desk.say(customer, id, 'Hello', { clientId });

    const [again, ...others] = await Promise.all([
      desk.say(customer, id, 'Hello', { clientId }),
      ...numbers(20).map((n) => desk.say(n % 2 ? customer : agent, id, `line ${n}`)),
    ]);

    expect(again).toEqual(first);
    expect(others.map(({ seq }) => seq)).toEqual(numbers(20).map((n) => n + 1));
    expect((await stored(id)).map(({ body }) => body)).toEqual(['Hello', ...numbers(20).map((n) => `line ${n}`)]);
    expect(await row(id)).toMatchObject({ lastSeq: 21 });
  });

  it('gives a retry its first receipt also when the conversation has been closed or taken away since', async () => {
    const { customer, agent, id } = await desk.pair();
    const clientId = randomUUID();
    const first = await desk.say(agent, id, 'One moment', { clientId });
    const asked = await desk.say(customer, id, 'Thanks', { clientId });

    await desk.unitOfWork.run((tx) => desk.conversations.assign(tx, id, { holderId: null, isClosed: true }));

    expect(await desk.say(agent, id, 'One moment', { clientId })).toEqual(first);
    expect(await desk.say(customer, id, 'Thanks', { clientId })).toEqual(asked);
  });

  it('refuses a clientId that was used for something else, and changes nothing', async () => {
    const { customer, agent, id } = await desk.pair();
    const other = await desk.conversation({ customer });
    const clientId = randomUUID();
    await desk.say(agent, id, 'Hello', { clientId });
    await desk.say(customer, id, 'Hello', { clientId });

    await expect(desk.say(customer, id, 'Good bye', { clientId })).rejects.toEqual(refused('CLIENT_ID_REUSED'));
    await expect(desk.say(customer, other, 'Hello', { clientId })).rejects.toEqual(refused('CLIENT_ID_REUSED'));
    await expect(desk.say(agent, id, 'Hello', { clientId, visibility: 'internal' })).rejects.toEqual(
      refused('CLIENT_ID_REUSED'),
    );
    await expect(desk.say(customer, id, 'Hello', { clientId, attachmentIds: [randomUUID()] })).rejects.toEqual(
      refused('CLIENT_ID_REUSED'),
    );
    expect((await stored(id)).map(({ body }) => body)).toEqual(['Hello', 'Hello']);
  });

  it('lets neighbours through when one message of the moment is refused', async () => {
    const { shopId, customer, agent, id } = await desk.pair();
    const stranger = await desk.customer(shopId);
    const colleague = await desk.agent(shopId);

    const answers = await Promise.allSettled([
      desk.say(customer, id, 'one'),
      desk.say(stranger, id, 'not mine'),
      desk.say(colleague, id, 'not held'),
      desk.say(customer, randomUUID(), 'nowhere'),
      desk.say(customer, id, 'note', { visibility: 'internal' }),
      desk.say(customer, id, 'file', { attachmentIds: [randomUUID()] }),
      desk.say(agent, id, 'two'),
    ]);

    const codes = answers.map((answer) =>
      answer.status === 'rejected' ? (answer.reason as { code: string }).code : 'stored',
    );
    expect(codes).toEqual(['stored', 'NOT_FOUND', 'NOT_HOLDER', 'NOT_FOUND', 'FORBIDDEN', 'UNPROCESSABLE', 'stored']);
    expect((await stored(id)).map(({ seq, body }) => [seq, body])).toEqual([
      [1, 'one'],
      [2, 'two'],
    ]);
  });

  it('lets neighbours through when the database itself cannot take one message', async () => {
    const { customer, agent, id } = await desk.pair();
    const impossible = { ...agent, id: 'longer than any id that the column holds' };

    const answers = await Promise.allSettled([
      desk.say(customer, id, 'one'),
      desk.say(impossible, id, 'x', { visibility: 'internal' }),
      desk.say(customer, id, 'two'),
    ]);

    // SQLite does not mind the length, so there nothing is refused.
    const isRefused = desk.db.options.type !== 'better-sqlite3';
    expect(answers.map(({ status }) => status)).toEqual([
      'fulfilled',
      isRefused ? 'rejected' : 'fulfilled',
      'fulfilled',
    ]);
    expect((await stored(id)).map(({ publicSeq }) => publicSeq).filter(Boolean)).toEqual([1, 2]);
  });

  it('lets only the holder answer, from the moment the conversation changes hands', async () => {
    const { shopId, agent, id } = await desk.pair();
    const next = await desk.agent(shopId);
    await desk.say(agent, id, 'I look it up');

    const handOver = desk.unitOfWork.run((tx) => desk.conversations.assign(tx, id, { holderId: next.id }));
    const late = Promise.allSettled(numbers(20).map((n) => desk.say(agent, id, `late ${n}`)));
    await handOver;
    await expect(desk.say(agent, id, 'too late')).rejects.toEqual(refused('NOT_HOLDER'));
    await desk.say(next, id, 'I am Ben');

    await late;
    const messages = await stored(id);
    expect(messages.at(-1)?.body).toBe('I am Ben');
    expect(messages.map(({ seq }) => seq)).toEqual(numbers(messages.length));
  });

  it('lets colleagues who may read leave notes, and no customer', async () => {
    const { shopId, customer, id } = await desk.pair();
    const manager = await desk.manager(shopId);

    await desk.say(manager, id, 'Be kind', { visibility: 'internal' });

    await expect(desk.say(customer, id, 'Be kind', { visibility: 'internal' })).rejects.toEqual(refused('FORBIDDEN'));
    expect((await stored(id)).map(({ publicSeq }) => publicSeq)).toEqual([null]);
  });

  it('does not exist for people of another shop', async () => {
    const { id } = await desk.pair();
    const elsewhere = await desk.pair();
    const manager = await desk.manager(elsewhere.shopId);

    for (const person of [elsewhere.customer, elsewhere.agent, manager]) {
      await expect(desk.say(person, id, 'Hello?')).rejects.toEqual(refused('NOT_FOUND'));
    }
    await expect(desk.say(manager, id, 'Hello?', { visibility: 'internal' })).rejects.toEqual(refused('NOT_FOUND'));
    expect(await stored(id)).toEqual([]);
  });

  it('knows since when the customer waits for an answer', async () => {
    const { customer, agent, id } = await desk.pair();
    const waits = async () => (await row(id)).awaitingSince;

    await desk.say(customer, id, 'Hello?');
    const since = await waits();
    await desk.say(customer, id, 'Anybody?');
    await desk.say(agent, id, 'A difficult one', { visibility: 'internal' });

    expect(since).toBeInstanceOf(Date);
    expect(await waits()).toEqual(since);
    await desk.say(agent, id, 'Here I am');
    expect(await waits()).toBeNull();
  });

  it('refuses agents when the conversation is closed, and customers unless it is opened for them', async () => {
    const { customer, agent, id } = await desk.pair();
    await desk.unitOfWork.run((tx) => desk.conversations.assign(tx, id, { isClosed: true }));

    await expect(desk.say(agent, id, 'PS')).rejects.toEqual(refused('CHAT_CLOSED'));
    await expect(desk.say(customer, id, 'One more thing')).rejects.toEqual(refused('CHAT_CLOSED'));

    desk.places.onClosed('chat', async (_, { conversationId }) => {
      await desk.unitOfWork.run((tx) => desk.conversations.assign(tx, conversationId, { isClosed: false }));
      return conversationId;
    });
    expect(await desk.say(customer, id, 'One more thing')).toMatchObject({ seq: 1 });

    desk.places.onClosed('chat', async (_, { conversationId }) => conversationId);
    await desk.unitOfWork.run((tx) => desk.conversations.assign(tx, id, { isClosed: true }));
    await expect(desk.say(customer, id, 'And another')).rejects.toEqual(refused('CHAT_CLOSED'));
  });

  it('tells listeners what was committed, in the order of the numbers', async () => {
    const { customer, agent, id } = await desk.pair();
    desk.told.length = 0;

    await Promise.all(numbers(50).map((n) => desk.say(n % 2 ? customer : agent, id, `line ${n}`)));

    const heard = desk.told.filter(({ conversationId }) => conversationId === id).flatMap(({ messages }) => messages);
    expect(heard.map(({ seq }) => seq)).toEqual(numbers(50));
    expect(new Set(heard.map(({ author }) => author.name))).toEqual(new Set([customer.name, agent.name]));
  });

  it('keeps every character that people write, and refuses to send nothing', async () => {
    const { customer, id } = await desk.pair();
    const body = '👋🏽 Grüße, 日本語, עברית\n`"\'\\ \uD800!';
    const clientId = randomUUID();

    const first = await desk.say(customer, id, body, { clientId });

    expect(await desk.say(customer, id, body, { clientId })).toEqual(first);
    expect((await stored(id)).map((message) => message.body)).toEqual([body.replace('\uD800', '\uFFFD')]);
    await expect(desk.say(customer, id, ' \n ')).rejects.toEqual(refused('UNPROCESSABLE'));
  });
});
