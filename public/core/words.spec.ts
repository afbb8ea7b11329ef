import { avatarColours, initials } from './avatar';
import { backoffMs } from './backoff';
import { ServerClock } from './clock';
import { connectionPhase } from './connection';
import { clockText, createFormatter } from './format';
import { chooseLocale, createTranslator } from './i18n';

describe('initials', () => {
  it.each([
    ['Mira', 'M'],
    ['Aylin Tan', 'AT'],
    ['  jean  paul  belmondo ', 'JB'],
    ['Łukasz 👋🏽', 'Ł👋🏽'],
    ['é́clair', 'É́'],
    ['', ''],
  ])('of %j are %j', (name, expected) => {
    expect(initials(name)).toBe(expected);
  });

  it('have the same colours each time', () => {
    expect(avatarColours('mira')).toEqual(avatarColours('mira'));
  });
});

describe('times', () => {
  const format = createFormatter('en', 'UTC');
  const now = Date.parse('2026-05-13T12:00:00Z');

  it.each([
    ['2026-05-13T11:59:40Z', 'now'],
    ['2026-05-13T11:48:00Z', '12 min. ago'],
    ['2026-05-13T08:05:00Z', '8:05 AM'],
    ['2026-05-12T23:00:00Z', 'Yesterday'],
    ['2026-05-09T12:00:00Z', 'Saturday'],
    ['2026-01-02T12:00:00Z', 'January 2'],
    ['2025-12-31T12:00:00Z', 'Dec 31, 2025'],
  ])('%s is %j', (at, expected) => {
    expect(format.relative(at, now)).toBe(expected);
  });

  it.each([
    [52_000, '0:52'],
    [725_000, '12:05'],
    [3_729_000, '1:02:09'],
    [-5, '0:00'],
  ])('%d ms read %j', (ms, expected) => {
    expect(clockText(ms)).toBe(expected);
  });

  it.each([
    [10, '0.1 kB'],
    [240_000, '234 kB'],
    [10 * 1024 * 1024, '10 MB'],
  ])('%d bytes are %j', (bytes, expected) => {
    expect(format.fileSize(bytes)).toBe(expected);
  });
});

describe('the server clock', () => {
  it('corrects a clock that is off, and leaves one alone that the told seconds allow', () => {
    const local = Date.parse('2026-05-13T12:00:00.400Z');
    const clock = new ServerClock(() => local);

    clock.observe('2026-05-13T12:00:00Z', 1000);
    expect(clock.now() - local).toBe(0);

    clock.observe('2026-05-13T12:05:00.000Z');
    expect(clock.now()).toBe(Date.parse('2026-05-13T12:05:00.000Z'));
  });
});

describe('a lost connection', () => {
  it.each([
    [1000, 'fine'],
    [3000, 'reconnecting'],
    [40_000, 'offline'],
  ])('is after %d ms %s', (lostForMs, expected) => {
    expect(connectionPhase({ status: 'reconnecting', since: 0 }, lostForMs)).toBe(expected);
  });

  it('is tried again after a pause that grows to ten seconds and is never the same', () => {
    const pauses = [0, 1, 3, 9].map((attempt) => backoffMs(attempt, undefined, () => 1));

    expect(pauses).toEqual([500, 1000, 4000, 10_000]);
    expect(backoffMs(9, undefined, () => 0.25)).toBe(2500);
  });
});

describe('languages', () => {
  it.each([
    [['de-CH', 'en'], 'de'],
    [['fr', 'en-GB'], 'en'],
    [[null, undefined, 'ja'], 'en'],
  ])('%j is served in %s', (wanted, expected) => {
    expect(chooseLocale(wanted, ['en', 'de'], 'en')).toBe(expected);
  });

  it('count and order as their people do', () => {
    const { t } = createTranslator('en', {
      place: '{place, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} in line',
      literal: 'Press <Enter>',
    });

    expect([1, 2, 3, 11].map((place) => t('place', { place }))).toEqual([
      '1st in line',
      '2nd in line',
      '3rd in line',
      '11th in line',
    ]);
    expect(t('literal')).toBe('Press <Enter>');
  });
});
