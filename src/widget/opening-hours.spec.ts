import type { OpenInterval } from '../contract/shops.dto';
import { openingAt } from './opening-hours';

const week = (from: string, to: string, ...weekdays: number[]): OpenInterval[] =>
  weekdays.map((weekday) => ({ weekday, from, to }));
const office = week('09:00', '18:00', 1, 2, 3, 4, 5);

/** 2026-05-04 is a Monday; Berlin is two hours ahead of UTC then. */
describe('the opening hours of a shop', () => {
  it.each<[string, string, OpenInterval[], string[], boolean, string | null]>([
    ['open on a working day', '2026-05-04T07:00:00Z', office, [], true, '2026-05-04T16:00:00Z'],
    ['closed a minute before', '2026-05-04T06:59:00Z', office, [], false, '2026-05-04T07:00:00Z'],
    ['closed from the last minute on', '2026-05-04T16:00:00Z', office, [], false, '2026-05-05T07:00:00Z'],
    ['closed over the weekend', '2026-05-09T10:00:00Z', office, [], false, '2026-05-11T07:00:00Z'],
    ['closed on a holiday', '2026-05-04T10:00:00Z', office, ['2026-05-04'], false, '2026-05-05T07:00:00Z'],
    ['open past midnight', '2026-05-04T23:30:00Z', week('20:00', '02:00', 1), [], true, '2026-05-05T00:00:00Z'],
    [
      'open past midnight of the last day of the week',
      '2026-05-10T23:30:00Z',
      week('20:00', '02:00', 7),
      [],
      true,
      '2026-05-11T00:00:00Z',
    ],
    [
      'closed at midnight before a holiday',
      '2026-05-04T20:00:00Z',
      week('20:00', '02:00', 1),
      ['2026-05-05'],
      true,
      '2026-05-04T22:00:00Z',
    ],
    [
      'open through midnight when the next day starts there',
      '2026-05-04T20:00:00Z',
      [...week('08:00', '24:00', 1), ...week('00:00', '04:00', 2)],
      [],
      true,
      '2026-05-05T02:00:00Z',
    ],
    [
      'open around the clock on one day',
      '2026-05-04T03:00:00Z',
      week('00:00', '24:00', 1),
      [],
      true,
      '2026-05-04T22:00:00Z',
    ],
    [
      'open an hour later by UTC once summer time has ended',
      '2026-10-26T07:30:00Z',
      office,
      [],
      false,
      '2026-10-26T08:00:00Z',
    ],
    [
      'open on the day on which clocks go forward',
      '2026-03-29T07:30:00Z',
      week('09:00', '18:00', 7),
      [],
      true,
      '2026-03-29T16:00:00Z',
    ],
    ['always open without any hours', '2026-05-09T10:00:00Z', [], [], true, null],
  ])('%s', (_, now, businessHours, holidays, isOpen, next) => {
    const opening = openingAt(new Date(now), { timeZone: 'Europe/Berlin', businessHours, holidays });

    expect(opening.isOpen).toBe(isOpen);
    expect(isOpen ? opening.closesAt : opening.opensAt).toEqual(next ? new Date(next) : null);
  });

  it('are those of the shop, wherever the server is', () => {
    const opening = openingAt(new Date('2026-05-04T14:00:00Z'), {
      timeZone: 'America/New_York',
      businessHours: office,
      holidays: [],
    });

    expect(opening).toEqual({ isOpen: true, opensAt: null, closesAt: new Date('2026-05-04T22:00:00Z') });
  });
});
