import { durationText } from './duration';

describe('how long something took', () => {
  it.each([
    [20, '20 sec'],
    [80, '1 min'],
    [12 * 60, '12 min'],
    [5.5 * 3600, '5.5 hr'],
    [47 * 3600, '47 hr'],
    [4.24 * 86_400, '4.2 days'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(durationText(seconds, 'en')).toBe(text);
  });

  it('is written as the reader writes numbers', () => {
    expect(durationText(4.24 * 86_400, 'de')).toBe('4,2 Tage');
  });
});
