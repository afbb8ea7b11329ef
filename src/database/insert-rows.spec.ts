import { portionSize, portions, wholePortion } from './insert-rows';

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
const LENGTHS = upTo(500);

describe('portions', () => {
  it('are all of the rows, in their order', () => {
    for (const length of LENGTHS) expect(portions(upTo(length)).flat()).toEqual(upTo(length));
  });

  it('have ever the same few lengths', () => {
    const lengths = LENGTHS.flatMap((length) => portions(upTo(length)).map((some) => some.length));

    expect(new Set(lengths).size).toBeLessThanOrEqual(15);
  });

  it('begin with one of the size that so many rows have', () => {
    for (const length of LENGTHS.slice(1)) {
      expect(portions(upTo(length))[0]).toHaveLength(portionSize(length));
      expect(portions(upTo(portionSize(length)))).toHaveLength(1);
    }
  });

  it('are few, and none is longer than it may be', () => {
    for (const length of upTo(200)) expect(portions(upTo(length)).length).toBeLessThanOrEqual(4);
    for (const length of LENGTHS) {
      expect(Math.max(0, ...portions(upTo(length), 100).map((some) => some.length))).toBeLessThanOrEqual(100);
    }
  });
});

describe('a whole portion', () => {
  it('has every value, and the last one again until the length is one of few', () => {
    const lengths = LENGTHS.slice(1).map((length) => {
      const whole = wholePortion(upTo(length));
      expect(whole.slice(0, length)).toEqual(upTo(length));
      expect(new Set(whole.slice(length))).toEqual(new Set(whole.length > length ? [length - 1] : []));
      return whole.length;
    });

    expect(new Set(lengths).size).toBeLessThanOrEqual(17);
  });

  it('of nothing is nothing', () => {
    expect(wholePortion([])).toEqual([]);
  });
});
