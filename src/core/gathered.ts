import { setImmediate as nextTurn } from 'node:timers/promises';

interface Asked<Question, Answer> {
  question: Question;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

const MAX_AT_ONCE = 50;

/**
 * Questions that come one by one and are cheaper to answer together. Whatever is asked while one lookup runs is the
 * next: alone a question waits for nothing but a turn of the event loop, and none is answered from what was read before
 * it was asked.
 */
export class Gathered<Question, Answer> {
  private waiting: Asked<Question, Answer>[] = [];
  private isLooking = false;

  /** `lookUp` gives one answer for each question, in their order. */
  constructor(private readonly lookUp: (questions: Question[]) => Promise<Answer[]>) {}

  ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ question, resolve, reject });
      if (!this.isLooking) void this.lookAll();
    });
  }

  private async lookAll(): Promise<void> {
    this.isLooking = true;
    while (this.waiting.length > 0) {
      // Lets everything in that has arrived by now; with SQLite, whose statements block, nothing else would.
      await nextTurn();
      await this.look(this.waiting.splice(0, MAX_AT_ONCE));
    }
    this.isLooking = false;
  }

  private async look(asked: readonly Asked<Question, Answer>[]): Promise<void> {
    try {
      const answers = await this.lookUp(asked.map(({ question }) => question));
      for (const [index, answer] of answers.entries()) asked[index]?.resolve(answer);
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }
}

/** Things by id, looked up together for all who ask at the same moment: most of them ask for the same ones. */
export class GatheredById<Thing> {
  private readonly lookUps: Gathered<readonly string[], ReadonlyMap<string, Thing>>;

  constructor(lookUp: (ids: readonly string[]) => Promise<ReadonlyMap<string, Thing>>) {
    this.lookUps = new Gathered(async (asked) => {
      const found = await lookUp([...new Set(asked.flat())]);
      return asked.map(() => found);
    });
  }

  /** At least those that exist of these. */
  of(ids: readonly string[]): Promise<ReadonlyMap<string, Thing>> {
    return ids.length === 0 ? Promise.resolve(new Map()) : this.lookUps.ask(ids);
  }
}
