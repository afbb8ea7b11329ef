import { countUpdates } from './use-held-order';

it.each([
  [['a', 'b'], ['a', 'b'], 0],
  [['a', 'b'], ['a', 'b', 'c'], 1],
  [['a', 'b'], ['b'], 1],
  [['a', 'b'], ['b', 'a'], 1],
  [['a', 'b'], ['c', 'b', 'a'], 2],
])('from %j to %j there are %d updates', (shown, current, expected) => {
  expect(countUpdates(shown, current)).toBe(expected);
});
