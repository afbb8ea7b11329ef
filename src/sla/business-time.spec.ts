import fc from 'fast-check';
import type { OpenInterval } from '../contract/shops.dto';
import {
  AROUND_THE_CLOCK,
  businessTime,
  type Counting,
  elapsed,
  type Hours,
  momentAfter,
  type Span,
} from './business-time';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (text: string) => Date.parse(text);
const week = (from: string, to: string, ...weekdays: number[]): OpenInterval[] =>
  weekdays.map((weekday) => ({ weekday, from, to }));
const OFFICE = week('09:00', '18:00', 1, 2, 3, 4, 5);
const SPLIT = [...week('09:00', '12:00', 1, 2, 3, 4, 5), ...week('13:00', '17:00', 1, 2, 3, 4, 5)];
const NIGHT = week('22:00', '06:00', 1, 2, 3, 4, 5, 6, 7);

const berlin = (businessHours: OpenInterval[], holidays: string[] = []): Hours => ({
  timeZone: 'Europe/Berlin',
  businessHours,
  holidays,
});

/** 2026-05-04 is a Monday; Berlin is two hours ahead of UTC then. */
describe('what is due after some business time', () => {
  it.each<[string, Hours, string, number, string]>([
    ['within the same day', berlin(OFFICE), '2026-05-04T07:00:00Z', 4 * HOUR, '2026-05-04T11:00:00Z'],
    ['exactly at the end of a day', berlin(OFFICE), '2026-05-04T12:00:00Z', 4 * HOUR, '2026-05-04T16:00:00Z'],
    ['the next morning', berlin(OFFICE), '2026-05-04T13:00:00Z', 4 * HOUR, '2026-05-05T08:00:00Z'],
    ['from opening time when it begins at night', berlin(OFFICE), '2026-05-04T22:00:00Z', HOUR, '2026-05-05T08:00:00Z'],
    ['after the weekend', berlin(OFFICE), '2026-05-08T15:00:00Z', 2 * HOUR, '2026-05-11T08:00:00Z'],
    ['after the lunch break', berlin(SPLIT), '2026-05-04T09:00:00Z', 2 * HOUR, '2026-05-04T12:00:00Z'],
    ['after a holiday', berlin(OFFICE, ['2026-05-05']), '2026-05-04T15:00:00Z', 2 * HOUR, '2026-05-06T08:00:00Z'],
    ['past midnight', berlin(NIGHT), '2026-05-04T21:00:00Z', 4 * HOUR, '2026-05-05T01:00:00Z'],
    [
      'not past the midnight before a holiday',
      berlin(NIGHT, ['2026-05-05']),
      '2026-05-04T21:00:00Z',
      2 * HOUR,
      '2026-05-06T21:00:00Z',
    ],
    [
      'over the night in which clocks go forward',
      berlin(NIGHT),
      '2026-03-28T22:00:00Z',
      6 * HOUR,
      '2026-03-29T04:00:00Z',
    ],
    ['over the night in which clocks go back', berlin(NIGHT), '2026-10-24T21:00:00Z', 8 * HOUR, '2026-10-25T05:00:00Z'],
    [
      'on a day whose midnight does not exist',
      { timeZone: 'America/Santiago', businessHours: week('20:00', '24:00', 6), holidays: [] },
      '2026-09-05T23:00:00Z',
      5 * HOUR,
      '2026-09-13T00:00:00Z',
    ],
    [
      'overlapping hours once',
      berlin([...week('09:00', '12:00', 1), ...week('10:00', '13:00', 1)]),
      '2026-05-04T07:00:00Z',
      4 * HOUR,
      '2026-05-04T11:00:00Z',
    ],
    ['around the clock where no hours are named', berlin([]), '2026-05-09T10:00:00Z', 3 * HOUR, '2026-05-09T13:00:00Z'],
    ['at once when nothing is to pass', berlin(OFFICE), '2026-05-09T10:00:00Z', 0, '2026-05-09T10:00:00Z'],
  ])('comes %s', (_, hours, from, duration, due) => {
    expect(new Date(momentAfter(businessTime(hours), at(from), duration)!)).toEqual(new Date(due));
  });

  it('does not come while a pause has no end', () => {
    const paused = [{ from: at('2026-05-04T08:00:00Z'), to: Number.POSITIVE_INFINITY }];

    expect(momentAfter(businessTime(berlin(OFFICE)), at('2026-05-04T07:00:00Z'), 2 * HOUR, paused)).toBeNull();
    expect(momentAfter(businessTime(berlin(OFFICE)), at('2026-05-04T07:00:00Z'), HOUR, paused)).toBe(paused[0]!.from);
    expect(momentAfter(AROUND_THE_CLOCK, at('2026-05-04T07:00:00Z'), 2 * HOUR, paused)).toBeNull();
  });
});

describe('business time that has passed', () => {
  const counting = businessTime(berlin(OFFICE));
  const weekend: Span = { from: at('2026-05-08T14:00:00Z'), to: at('2026-05-11T09:00:00Z') };

  it.each<[string, Span[], number]>([
    ['counts from opening to closing time', [], 11],
    ['leaves out a pause, of which only what would have counted matters', [weekend], 11 - 4],
    ['leaves out overlapping pauses once', [weekend, { ...weekend, from: at('2026-05-08T15:00:00Z') }], 11 - 4],
    ['is not touched by a pause at night', [{ from: at('2026-05-08T17:00:00Z'), to: at('2026-05-08T20:00:00Z') }], 11],
  ])('%s', (_, pauses, hours) => {
    const passed = elapsed(counting, at('2026-05-08T07:00:00Z'), at('2026-05-11T09:00:00Z'), pauses);

    expect(passed).toBe(hours * HOUR);
  });
});

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/Santiago'];
const EARLIEST = at('2025-01-01T00:00:00Z');

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '45'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
/** Clocks change between midnight and five, where "one o'clock" may be twice or not at all. */
const plainTime = fc.integer({ min: 5, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:30`);
const hoursWith = (bound: fc.Arbitrary<string>): fc.Arbitrary<Hours> =>
  fc.record({
    timeZone: fc.constantFrom(...ZONES),
    businessHours: fc.array(fc.record({ weekday: fc.integer({ min: 1, max: 7 }), from: bound, to: bound }), {
      minLength: 1,
      maxLength: 14,
    }),
    holidays: fc.array(
      fc.integer({ min: 0, max: 730 }).map((day) => new Date(EARLIEST + day * 24 * HOUR).toISOString().slice(0, 10)),
      { maxLength: 20 },
    ),
  });
const countings: fc.Arbitrary<Counting> = fc.oneof(fc.constant(AROUND_THE_CLOCK), hoursWith(time).map(businessTime));
const moments = fc.integer({ min: EARLIEST, max: at('2026-12-01T00:00:00Z') });
const pauses = fc.array(
  fc.tuple(moments, fc.integer({ min: 0, max: 40 * 24 * HOUR })).map(([from, length]) => ({ from, to: from + length })),
  { maxLength: 5 },
);
const durations = fc.integer({ min: 1, max: 60 * HOUR });

describe('whatever the hours, holidays, zone and pauses', () => {
  it('as much has passed when something is due as was to pass, and not a millisecond earlier', () => {
    fc.assert(
      fc.property(countings, moments, durations, pauses, (counting, from, duration, paused) => {
        const due = momentAfter(counting, from, duration, paused)!;

        expect(elapsed(counting, from, due, paused)).toBe(duration);
        expect(elapsed(counting, from, due - 1, paused)).toBe(duration - 1);
      }),
    );
  });

  it('time that has passed in two parts has passed in all', () => {
    fc.assert(
      fc.property(countings, fc.tuple(moments, moments, moments), pauses, (counting, three, paused) => {
        const [a, b, c] = three.sort((left, right) => left - right);

        const parts = elapsed(counting, a, b, paused) + elapsed(counting, b, c, paused);

        expect(parts).toBe(elapsed(counting, a, c, paused));
        expect(parts).toBeLessThanOrEqual(c - a);
      }),
    );
  });

  it('a pause puts off what is due, and by no less than what would have counted in it', () => {
    fc.assert(
      fc.property(
        countings,
        moments,
        durations,
        moments,
        fc.integer({ min: 1, max: 90 * HOUR }),
        (counting, from, duration, start, length) => {
          const pause = { from: start, to: start + length };
          const without = momentAfter(counting, from, duration)!;

          const due = momentAfter(counting, from, duration, [pause])!;

          const lost = elapsed(counting, Math.max(from, pause.from), Math.max(from, Math.min(pause.to, due)));
          expect(due).toBeGreaterThanOrEqual(without);
          expect(elapsed(counting, from, due)).toBe(duration + lost);
        },
      ),
    );
  });

  it('agrees with a clock on the wall that is read every minute', () => {
    fc.assert(
      fc.property(hoursWith(plainTime), moments, fc.integer({ min: 1, max: 4 * 24 * 60 }), (hours, moment, minutes) => {
        const from = Math.floor(moment / MINUTE) * MINUTE;
        const isOpen = wallClock(hours);

        let open = 0;
        for (let minute = 0; minute < minutes; minute++) if (isOpen(from + minute * MINUTE)) open++;

        expect(elapsed(businessTime(hours), from, from + minutes * MINUTE)).toBe(open * MINUTE);
      }),
      { numRuns: 40 },
    );
  });
});

/** Whether the shop is open at a moment, asked in the simplest way there is. */
function wallClock({ timeZone, businessHours, holidays }: Hours): (moment: number) => boolean {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const closed = new Set(holidays);
  return (moment) => {
    const [date = '', now = ''] = format.format(moment).split(' ');
    const today = Date.parse(`${date}T00:00:00Z`);
    const yesterday = new Date(today - 24 * HOUR);
    if (closed.has(date)) return false;
    return businessHours.some(({ weekday, from, to }) => {
      const runsOver = to <= from;
      const isToday = weekday === (new Date(today).getUTCDay() || 7);
      const wasYesterday =
        weekday === (yesterday.getUTCDay() || 7) && !closed.has(yesterday.toISOString().slice(0, 10));
      return (isToday && now >= from && (runsOver || now < to)) || (wasYesterday && runsOver && now < to);
    });
  };
}
