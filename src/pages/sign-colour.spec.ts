import { signOn } from './sign-colour';

it.each([
  ['#5b5bd6', '#fff'],
  ['#000000', '#fff'],
  ['#808080', '#fff'],
  ['#ffd400', '#111113'],
  ['#ffffff', '#111113'],
])('on %s the sign is %s', (colour, expected) => {
  expect(signOn(colour)).toBe(expected);
});
