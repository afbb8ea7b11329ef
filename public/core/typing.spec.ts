import { TypingSignal, Typists } from './typing';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('typing is told at once, at most every three seconds, and that it stopped', () => {
  const told: boolean[] = [];
  const signal = new TypingSignal((on) => told.push(on));

  signal.keystroke();
  jest.advanceTimersByTime(1000);
  signal.keystroke();
  expect(told).toEqual([true]);

  jest.advanceTimersByTime(2500);
  signal.keystroke();
  expect(told).toEqual([true, true]);

  jest.advanceTimersByTime(7000);
  expect(told).toEqual([true, true, false]);
});

it('somebody whose "stopped" got lost writes for six seconds more', () => {
  const typists = new Typists();
  const mira = { id: 'mira', name: 'Mira', kind: 'employee' as const };

  typists.hear(mira, true);
  jest.advanceTimersByTime(5000);
  expect(typists.now.get()).toEqual([mira]);

  jest.advanceTimersByTime(1500);
  expect(typists.now.get()).toEqual([]);
});
