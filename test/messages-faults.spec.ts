import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Message } from '../src/conversations/message.entity';
import { toErrorBody } from '../src/core/error-body';
import type { Tx } from '../src/database/unit-of-work';
import { Desk } from './support/desk';

type Work = (tx: Tx) => Promise<unknown>;

describe('messages while the database is in trouble', () => {
  let desk: Desk;
  let run: jest.SpyInstance<Promise<unknown>, [Work]>;
  let reallyRun: (work: Work) => Promise<unknown>;

  beforeAll(async () => {
    desk = await Desk.open();
    reallyRun = desk.unitOfWork.run.bind(desk.unitOfWork);
    run = jest.spyOn(desk.unitOfWork, 'run');
  });

  afterEach(() => run.mockImplementation(reallyRun));
  afterAll(() => desk.close());

  const lost = (code: string) => Object.assign(new Error(code), { code });
  const codeOf = (answer: PromiseSettledResult<unknown>) =>
    answer.status === 'rejected' ? toErrorBody(answer.reason).code : 'stored';
  const stored = (conversationId: string) =>
    desk.db.getRepository(Message).find({ where: { conversationId }, order: { seq: 'ASC' } });
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  it('are stored once when the connection breaks and nobody knows whether the commit happened', async () => {
    const { customer, agent, id } = await desk.pair();
    desk.told.length = 0;
    run.mockImplementationOnce(async (work) => {
      await reallyRun(work);
      throw lost('PROTOCOL_CONNECTION_LOST');
    });

    const receipts = await Promise.all(numbers(20).map((n) => desk.say(n % 2 ? customer : agent, id, `line ${n}`)));

    expect(receipts.map(({ publicSeq }) => publicSeq)).toEqual(numbers(20));
    expect((await stored(id)).map(({ seq }) => seq)).toEqual(numbers(20));
    expect(desk.told.flatMap(({ messages }) => messages).map(({ seq }) => seq)).toEqual(numbers(20));
  });

  it('are stored once when the connection breaks before the commit', async () => {
    const { customer, id } = await desk.pair();
    run.mockImplementationOnce((work) =>
      reallyRun(async (tx) => {
        await work(tx);
        throw lost('ECONNRESET');
      }),
    );

    await desk.say(customer, id, 'Hello');

    expect((await stored(id)).map(({ seq }) => seq)).toEqual([1]);
  });

  it('are refused at once, those that wait as well, while it is away; and taken when it is back', async () => {
    const { customer, id } = await desk.pair();
    run.mockImplementation(() => Promise.reject(lost('ECONNREFUSED')));
    const clientId = randomUUID();
    const began = performance.now();

    const answers = await Promise.allSettled(
      numbers(1000).map((n) => desk.say(customer, id, `line ${n}`, n === 1 ? { clientId } : {})),
    );

    expect(new Set(answers.map(codeOf))).toEqual(new Set(['UNAVAILABLE']));
    expect(performance.now() - began).toBeLessThan(2000);
    run.mockImplementation(reallyRun);
    expect(await desk.say(customer, id, 'line 1', { clientId })).toMatchObject({ seq: 1 });
  });

  it('are answered within the deadline while it hangs, and found when they were stored after all', async () => {
    const { customer, id } = await desk.pair();
    run.mockImplementationOnce(async (work) => {
      await pause(5500);
      return reallyRun(work);
    });
    const clientId = randomUUID();
    const began = performance.now();

    const inHand = desk.say(customer, id, 'one', { clientId });
    await pause(50);
    const answers = await Promise.allSettled([inHand, desk.say(customer, id, 'two')]);

    expect(answers.map(codeOf)).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(await desk.say(customer, id, 'one', { clientId })).toMatchObject({ seq: 1 });
    expect((await stored(id)).map(({ body }) => body)).toEqual(['one']);
  });

  it('keep their order when one is held up, and do not hold up other conversations', async () => {
    const { customer, id } = await desk.pair();
    const other = await desk.pair();
    let free = () => {};
    const held = new Promise<void>((resolve) => {
      free = resolve;
    });
    run.mockImplementationOnce(async (work) => {
      await held;
      return reallyRun(work);
    });
    const one = desk.say(customer, id, 'one');
    await pause(50);

    const two = desk.say(customer, id, 'two');
    const elsewhere = desk.say(other.customer, other.id, 'Hello');
    // SQLite has one writer for all.
    if (desk.db.options.type !== 'better-sqlite3') await elsewhere;
    await pause(100);
    free();

    expect((await Promise.all([one, two, elsewhere])).map(({ seq }) => seq)).toEqual([1, 2, 1]);
  });

  it('are refused rather than piled up when there are too many', async () => {
    const { customer, id } = await desk.pair();
    let free = () => {};
    const held = new Promise<void>((resolve) => {
      free = resolve;
    });
    run.mockImplementationOnce(async (work) => {
      await held;
      return reallyRun(work);
    });
    const first = desk.say(customer, id, 'first');
    await pause(50);

    const flood = numbers(5100).map((n) => desk.say(customer, id, `line ${n}`));
    await pause(50);
    free();
    const answers = (await Promise.allSettled([first, ...flood])).map(codeOf);

    expect(answers.filter((code) => code === 'UNAVAILABLE')).toHaveLength(100);
    expect(answers.filter((code) => code === 'stored')).toHaveLength(5001);
    expect((await stored(id)).map(({ seq }) => seq)).toEqual(numbers(5001));
  });

  if (process.env.TEST_DB === 'mysql')
    it('are stored by a database that takes no more prepared statements', async () => {
      const { customer, id } = await desk.pair();
      const [{ most }] = await desk.db.query('SELECT @@GLOBAL.max_prepared_stmt_count AS most');
      await desk.db.query('SET GLOBAL max_prepared_stmt_count = 0');

      const answers = await Promise.allSettled(numbers(37).map((n) => desk.say(customer, id, `line ${n}`))).finally(
        () => desk.db.query(`SET GLOBAL max_prepared_stmt_count = ${most}`),
      );

      expect(new Set(answers.map(codeOf))).toEqual(new Set(['stored']));
      expect((await stored(id)).map(({ seq }) => seq)).toEqual(numbers(37));
    });
});
