import fc from 'fast-check';
import { interleaved } from './interleaved';

const log = (name: string, ...times: number[]) =>
  times.map((time, index) => ({ name: `${name}${index + 1}`, createdAt: new Date(time) }));

const names = (messages: { name: string }[]) => messages.map(({ name }) => name).join(' ');

describe('two logs as one', () => {
  it.each([
    ['by time', log('a', 1, 4), log('b', 2, 3), 'a1 b1 b2 a2'],
    ['the first log first where times are the same', log('a', 1, 2), log('b', 1, 2), 'a1 b1 a2 b2'],
    ['each in its own order where clocks went back', log('a', 5, 3, 6), log('b', 4), 'b1 a1 a2 a3'],
    ['one that is empty', [], log('b', 1), 'b1'],
  ])('are put together %s', (_, one, other, expected) => {
    expect(names(interleaved(one, other))).toBe(expected);
  });

  it('lose nothing and keep the order of each, whatever the times', () => {
    const times = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 12 });
    fc.assert(
      fc.property(times, times, (ours, theirs) => {
        const [one, other] = [log('a', ...ours), log('b', ...theirs)];

        const together = interleaved(one, other);

        expect(together.filter(({ name }) => name.startsWith('a'))).toEqual(one);
        expect(together.filter(({ name }) => name.startsWith('b'))).toEqual(other);
      }),
    );
  });
});
