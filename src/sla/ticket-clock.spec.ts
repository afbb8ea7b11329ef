import type { SlaTargets } from '../contract/sla.dto';
import { isAtRiskAt, isBreachedAt, type Pause, ShopTime } from './ticket-clock';

const at = (text: string) => new Date(`2026-05-${text}Z`);
const OFFICE = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '17:00' }));
const TIME = new ShopTime({ timeZone: 'UTC', businessHours: OFFICE, holidays: [] });
const TARGETS: SlaTargets = {
  firstResponse: { minutes: 4 * 60, counting: 'business' },
  resolution: { minutes: 3 * 24 * 60, counting: 'clock' },
};

/** 2026-05-08 is a Friday. */
describe('when a ticket is due', () => {
  it('follows each target in its own kind of time, with a quarter left at the risk', () => {
    expect(TIME.dueTimes(at('08T15:00:00'), [], TARGETS)).toEqual({
      firstResponse: { riskAt: at('11T10:00:00'), dueAt: at('11T11:00:00') },
      resolution: { riskAt: at('10T21:00:00'), dueAt: at('11T15:00:00') },
    });
  });

  it('is put off by a pause as far as it would have counted', () => {
    const hold: Pause = { from: at('08T16:00:00'), to: at('11T10:00:00') };

    expect(TIME.dueTimes(at('08T15:00:00'), [hold], TARGETS)).toMatchObject({
      firstResponse: { dueAt: at('11T13:00:00') },
      resolution: { dueAt: at('14T09:00:00') },
    });
  });

  it('is not known during a pause, unless it was before', () => {
    const hold: Pause = { from: at('08T15:30:00'), to: null };
    const late: Pause = { from: at('12T10:00:00'), to: null };

    expect(TIME.dueTimes(at('08T15:00:00'), [hold], TARGETS).resolution).toEqual({ riskAt: null, dueAt: null });
    expect(TIME.dueTimes(at('08T15:00:00'), [late], TARGETS).resolution.dueAt).toEqual(at('11T15:00:00'));
  });

  it('is never where nothing is promised', () => {
    expect(TIME.dueTimes(at('08T15:00:00'), [], { firstResponse: null, resolution: null }).resolution.dueAt).toBeNull();
  });
});

describe('a promise', () => {
  const due = { riskAt: at('11T09:00:00'), dueAt: at('11T12:00:00') };

  it.each<[string, Date | null, string, boolean, boolean]>([
    ['is fine before the last quarter', null, '11T08:59:59.999', false, false],
    ['is at risk from the last quarter on', null, '11T09:00:00', true, false],
    ['is still kept at the very moment it is due', null, '11T12:00:00', true, false],
    ['is broken right after', null, '11T12:00:00.001', false, true],
    ['is kept when it was done in time, however long ago', at('11T12:00:00'), '20T00:00:00', false, false],
    ['is broken for good when it was done late', at('11T13:00:00'), '20T00:00:00', false, true],
    ['was not yet broken at a moment before', at('11T13:00:00'), '11T11:00:00', true, false],
    ['was broken already while it was open', at('11T13:00:00'), '11T12:30:00', false, true],
  ])('%s', (_, doneAt, now, isAtRisk, isBreached) => {
    expect([isAtRiskAt({ ...due, doneAt }, at(now)), isBreachedAt({ ...due, doneAt }, at(now))]).toEqual([
      isAtRisk,
      isBreached,
    ]);
  });
});
