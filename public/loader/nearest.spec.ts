import { nearest } from './nearest';

const NAMES = ['boot', 'update', 'identify', 'show', 'open', 'hide', 'close', 'toggle', 'track', 'page', 'showHome'];

it.each([
  ['shwo', 'show'],
  ['opne', 'open'],
  ['Identify', 'identify'],
  ['showhome', 'showHome'],
  ['tracking', 'track'],
  ['updateUser', 'update'],
  ['toogle', 'toggle'],
])('%s probably means %s', (given, meant) => {
  expect(nearest(given, NAMES)).toBe(meant);
});
