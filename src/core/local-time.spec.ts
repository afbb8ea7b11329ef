import { Temporal } from 'temporal-polyfill';
import { dayIn, localTime, momentShown } from './local-time';

it.each([
  ['2025-02-26T09:00:05.123Z', 'Asia/Kolkata', '2025-02-26T14:30:05.123+05:30', '2025-02-26'],
  ['2025-07-01T23:00:00.000Z', 'Europe/Berlin', '2025-07-02T01:00:00.000+02:00', '2025-07-02'],
  ['2025-01-01T03:00:00.000Z', 'America/New_York', '2024-12-31T22:00:00.000-05:00', '2024-12-31'],
  ['2025-01-01T03:00:00.000Z', 'UTC', '2025-01-01T03:00:00.000+00:00', '2025-01-01'],
])('%s in %s', (moment, zone, shown, day) => {
  expect(localTime(new Date(moment), zone)).toBe(shown);
  expect(dayIn(zone, new Date(moment))).toBe(day);
});

describe('asked about many moments', () => {
  const ZONES = [
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'UTC',
  ];
  const moments = Array.from({ length: 2000 }, (_, index) => Date.UTC(2023, 0, 1) + index * 47_777_777);

  it.each(ZONES)('says the same as the calendar does in %s', (zone) => {
    for (const at of moments) {
      const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
      expect(dayIn(zone, new Date(at))).toBe(there.toPlainDate().toString());
      const { year, month, day, hour, minute, second, millisecond } = there;
      const expected = there.toPlainDateTime().toZonedDateTime(zone).epochMilliseconds;
      expect(momentShown({ year, month, day, hour, minute, second, millisecond }, zone)?.getTime()).toBe(expected);
    }
  });

  it.each([
    ['skipped', '2025-03-30T02:30', '2025-03-30T01:30:00.000Z'],
    ['shown twice', '2025-10-26T02:30', '2025-10-26T00:30:00.000Z'],
  ])('takes a time that is %s for the same moment', (_name, shown, expected) => {
    const { year, month, day, hour, minute, second, millisecond } = Temporal.PlainDateTime.from(shown);
    const time = { year, month, day, hour, minute, second, millisecond };
    expect(momentShown(time, 'Europe/Berlin')?.toISOString()).toBe(expected);
  });

  it.each([
    [2025, 2, 29, 12],
    [2025, 13, 1, 12],
    [2025, 0, 1, 12],
    [2025, 4, 31, 12],
    [2025, 1, 1, 24],
  ])('knows no %d-%d-%d %d h', (year, month, day, hour) => {
    expect(momentShown({ year, month, day, hour, minute: 0, second: 0, millisecond: 0 }, 'UTC')).toBeNull();
  });
});
