import { setTimeout as pause } from 'node:timers/promises';
import { Gathering } from './gathering';

describe('gathering', () => {
  it('tells at once after a quiet time, and what follows together', async () => {
    const told: string[][] = [];
    const gathering = new Gathering<true>(50, async (items) => {
      told.push([...items.keys()]);
    });

    gathering.add('a', true);
    await pause(10);
    expect(told).toEqual([['a']]);
    for (const key of ['b', 'c', 'b']) gathering.add(key, true);
    await pause(10);
    expect(told).toHaveLength(1);

    await pause(80);
    expect(told).toEqual([['a'], ['b', 'c']]);
    gathering.stop();
  });

  it('goes on after a failure, and never overtakes itself', async () => {
    let running = 0;
    let most = 0;
    let rounds = 0;
    const gathering = new Gathering<number>(1, async () => {
      running += 1;
      most = Math.max(most, running);
      await pause(10);
      running -= 1;
      rounds += 1;
      if (rounds === 1) throw new Error('once');
    });

    for (let step = 0; step < 10; step += 1) {
      gathering.add(`${step}`, step);
      await pause(4);
    }
    await pause(30);

    expect(rounds).toBeGreaterThan(1);
    expect(most).toBe(1);
    gathering.stop();
  });

  it('keeps what was known before when told how', async () => {
    const told: number[] = [];
    const gathering = new Gathering<number>(1, async (items) => {
      told.push(...items.values());
    });

    gathering.add('sum', 1, (earlier) => earlier + 1);
    gathering.add('sum', 2, (earlier) => earlier + 2);
    await pause(10);

    expect(told).toEqual([3]);
    gathering.stop();
  });
});
