import type { ClaimsView, MakeClaims } from '../contract/claims.dto';
import { withClaims } from './claims';

const NOTHING: ClaimsView = { attributes: {}, page: null, events: [] };
const now = new Date('2026-11-21T10:00:00.000Z');
const at = now.toISOString();
const attributes = (count: number, value: unknown = 1) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, value]));

describe('what a page says of its visitor', () => {
  it('is added to what was said before; null takes it back', () => {
    const before = { ...NOTHING, attributes: { plan: 'free', visits: 3 } };

    const after = withClaims(before, { attributes: { plan: 'pro', isNew: false, visits: null } }, now);

    expect(after.attributes).toEqual({ plan: 'pro', isNew: false });
  });

  it('has one page, and the latest events, the newest first', () => {
    const events = Array.from({ length: 20 }, (_, index) => ({ name: `event ${index}` }));
    const before = withClaims(NOTHING, { events, page: { url: 'https://a.example/' } }, now);

    const after = withClaims(before, { events: [{ name: 'paid', props: { cents: 590 } }] }, now);

    expect(after.page).toEqual({ url: 'https://a.example/', title: '', at });
    expect(after.events).toHaveLength(20);
    expect(after.events[0]).toEqual({ name: 'paid', props: { cents: 590 }, at });
    expect(after.events[1]?.name).toBe('event 19');
  });

  it.each<[string, MakeClaims]>([
    ['fifty attributes', { attributes: attributes(50) }],
    ['a value of a kilobyte', { attributes: { key: 'x'.repeat(1024) } }],
    ['names that objects have already', { attributes: { constructor: 'x', toString: 'y' } }],
  ])('may be %s', (_, input) => {
    expect(withClaims(NOTHING, input, now).attributes).toEqual(input.attributes);
  });

  it.each<[string, MakeClaims]>([
    ['more than fifty attributes', { attributes: attributes(51) }],
    ['more than a kilobyte in one', { attributes: { key: 'ü'.repeat(513) } }],
    ['structures', { attributes: { key: { deep: true } } }],
    ['numbers that are none', { attributes: { key: Number.NaN } }],
    ['nameless things', { attributes: { ' ': 1 } }],
    ['long names', { attributes: { ['k'.repeat(81)]: 1 } }],
    ['events with structures', { events: [{ name: 'paid', props: { items: [1] } }] }],
  ])('must not be %s', (_, input) => {
    expect(() => withClaims(NOTHING, input, now)).toThrow(expect.objectContaining({ code: 'UNPROCESSABLE' }));
  });
});
