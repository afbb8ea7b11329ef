import type { DateOrder } from '../contract/imports.dto';
import { closingOf, decideOrder, NO_EVIDENCE, type OrderDecision, readDate, weigh } from './dates';

const KOLKATA = 'Asia/Kolkata';
const BERLIN = 'Europe/Berlin';

describe('reading a date', () => {
  it.each<[string, DateOrder | null, string | null]>([
    ['2025-02-26T14:30:05.123Z', null, '2025-02-26T14:30:05.123Z'],
    ['2025-02-26T14:30:05+05:30', null, '2025-02-26T09:00:05.000Z'],
    ['2025-02-26 14:30', null, '2025-02-26T09:00:00.000Z'],
    ['2025-02-26 14:30:05.5', null, '2025-02-26T09:00:05.500Z'],
    ['2025/2/6 09:05', null, '2025-02-06T03:35:00.000Z'],
    // A day alone stands for its noon.
    ['2025-02-26', null, '2025-02-26T06:30:00.000Z'],
    [' 26-02-2025 ', 'dmy', '2025-02-26T06:30:00.000Z'],
    ['26.02.2025', null, '2025-02-26T06:30:00.000Z'],
    ['02/26/2025 2:30 PM', 'mdy', '2025-02-26T09:00:00.000Z'],
    ['03/04/2025 12:00 am', 'mdy', '2025-03-03T18:30:00.000Z'],
    ['03/04/2025 12:00 am', 'dmy', '2025-04-02T18:30:00.000Z'],
    ['3/4/25', 'dmy', '2025-04-03T06:30:00.000Z'],
    ['26 Feb 2025', null, '2025-02-26T06:30:00.000Z'],
    ['26-Feb-25', null, '2025-02-26T06:30:00.000Z'],
    ['February 26, 2025 14:30', null, '2025-02-26T09:00:00.000Z'],
    ['26. März 2025', null, '2025-03-26T06:30:00.000Z'],
    ['29-02-2024', 'dmy', '2024-02-29T06:30:00.000Z'],
    // What is no day on the calendar is no date.
    ['29-02-2025', 'dmy', null],
    ['31-04-2025', 'dmy', null],
    ['02/26/2025', 'dmy', null],
    ['2025-02-2', null, '2025-02-02T06:30:00.000Z'],
    ['2025-13-26', null, null],
    ['2025-02-26 25:00', null, null],
    ['2025-02-26 13:00 pm', null, null],
    ['26 Foo 2025', null, null],
    ['yesterday', null, null],
    ['45714', null, null],
    ['', null, null],
  ])('%j, %j', (text, order, expected) => {
    expect(readDate(text, order, KOLKATA)?.at.toISOString() ?? null).toBe(expected);
  });
});

describe('the order of day and month, decided once for a file', () => {
  it.each<[string[], OrderDecision]>([
    [['2025-02-26', '2025-03-04'], { order: null, isSure: true }],
    [['26.02.2025', '3 Mar 2025'], { order: null, isSure: true }],
    [['03/04/2025', '26/02/2025'], { order: 'dmy', isSure: true }],
    [['03-04-2025', '02-26-2025 10:00'], { order: 'mdy', isSure: true }],
    // The same day whichever way it is read.
    [['05/05/2025', '12/12/2025'], { order: null, isSure: true }],
    [['03/04/2025', '05/06/2025'], { order: null, isSure: false, why: 'neither' }],
    [['26/02/2025', '02/26/2025'], { order: null, isSure: false, why: 'both' }],
    [['nonsense', ''], { order: null, isSure: true }],
  ])('%j', (texts, decision) => {
    const evidence = { ...NO_EVIDENCE };
    for (const text of texts) weigh(evidence, text);
    expect(decideOrder(evidence)).toEqual(decision);
  });
});

describe('how long it took until the closing', () => {
  const hours = (from: string, to: string, timeZone: string) => {
    const [created, closed] = [readDate(from, null, timeZone)!, readDate(to, null, timeZone)!];
    return (closingOf(created, closed, timeZone).getTime() - created.at.getTime()) / 3_600_000;
  };

  it.each([
    ['whole days', '2025-02-26', '2025-03-01', BERLIN, 72],
    ['whole days when clocks go forward', '2025-03-29', '2025-04-01', BERLIN, 72],
    ['whole days when clocks go back', '2025-10-25', '2025-10-28', BERLIN, 72],
    ['none on the same day', '2025-02-26', '2025-02-26', BERLIN, 0],
    ['exactly, when both say the time', '2025-03-29 12:00', '2025-03-30 12:00', BERLIN, 23],
    ['none when only one says the time, later on that day', '2025-02-26 18:00', '2025-02-26', BERLIN, 0],
    ['less than nothing when it was the day before', '2025-02-26', '2025-02-25', BERLIN, -24],
  ])('%s', (_name, from, to, timeZone, expected) => {
    expect(hours(from, to, timeZone)).toBe(expected);
  });
});
