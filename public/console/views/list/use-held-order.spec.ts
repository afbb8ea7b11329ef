import { countUpdates, withMore } from './use-held-order';

it.each([
  [['a', 'b'], ['a', 'b'], 0],
  [['a', 'b'], ['a', 'b', 'c'], 1],
  [['a', 'b'], ['b'], 1],
  [['a', 'b'], ['b', 'a'], 1],
  [['a', 'b'], ['c', 'b', 'a'], 2],
])('from %j to %j there are %d updates', (shown, current, expected) => {
  expect(countUpdates(shown, current)).toBe(expected);
});

it.each([
  [
    ['a', 'b'],
    ['a', 'b', 'c'],
    ['a', 'b', 'c'],
  ],
  [
    ['a', 'b'],
    ['c', 'a', 'b'],
    ['a', 'b'],
  ],
  [
    ['a', 'b'],
    ['b', 'a', 'c', 'd'],
    ['a', 'b', 'c', 'd'],
  ],
  [
    ['a', 'b'],
    ['a', 'c'],
    ['a', 'b', 'c'],
  ],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['a', 'b', 'c', 'd'],
  ],
  [[], ['a'], ['a']],
])('%j that is held, of %j, is shown as %j', (held, current, expected) => {
  expect(withMore(held, current)).toEqual(expected);
});
