import fc from 'fast-check';
import type { ReportFigures } from '../contract/reports.dto';
import { count, type Selection } from './count';
import { LABELS, type Label, MOMENTS, type Moment } from './fact-sources';
import { Facts } from './facts';
import { ByLabel, ByTime, Whole } from './grouping';
import { SEPARATOR } from './packed-facts';

/** Moments are milliseconds, NaN where there is none. */
type Fact = Record<Moment, number> & Record<Label, string | null> & { number: number; rating: number };

const LAST = 100;
const moment = fc.oneof(fc.integer({ min: 0, max: LAST }), fc.constant(Number.NaN));
const name = fc.constantFrom('a', 'b', 'c', null);

const facts = fc
  .array(
    fc.record({
      createdAt: fc.integer({ min: 0, max: LAST }),
      ...{ claimedAt: moment, firstResponseAt: moment, closedAt: moment, ratedAt: moment, pausedSince: moment },
      firstResponseDueAt: moment,
      resolutionDueAt: moment,
      riskBefore: fc.integer({ min: 0, max: 10 }),
      rating: fc.integer({ min: 1, max: 5 }),
      ...{ category: name, teamId: name, agentId: name, priority: name, source: name },
    }),
    { maxLength: 40 },
  )
  .map((list) => list.map((fact, index) => inOrder({ ...fact, number: index + 1 })));

/** Nothing happens to a ticket before it is made, or once it is closed. */
function inOrder({
  riskBefore,
  ...fact
}: Omit<Fact, 'firstResponseRiskAt' | 'resolutionRiskAt'> & { riskBefore: number }): Fact {
  const after = (at: number) => Math.max(at, fact.createdAt);
  const open = (at: number) => (fact.closedAt < at ? Number.NaN : after(at));
  const closedAt = after(fact.closedAt);
  return {
    ...fact,
    closedAt,
    claimedAt: open(fact.claimedAt),
    pausedSince: open(fact.claimedAt + 1),
    firstResponseAt: open(fact.firstResponseAt),
    ratedAt: Number.isNaN(closedAt) ? Number.NaN : Math.max(fact.ratedAt, closedAt),
    firstResponseDueAt: after(fact.firstResponseDueAt),
    resolutionDueAt: after(fact.resolutionDueAt),
    firstResponseRiskAt: after(fact.firstResponseDueAt) - riskBefore,
    resolutionRiskAt: after(fact.resolutionDueAt) - riskBefore,
  };
}

const periods = fc
  .tuple(fc.integer({ min: -1, max: LAST }), fc.integer({ min: 0, max: LAST + 1 }))
  .map(([from, length]) => ({ from, end: from + length + 1 }));

/** As the database gives it. */
const packed = (fact: Fact): string => {
  const moments = MOMENTS.map((name) => (Number.isNaN(fact[name]) ? '' : fact[name] * 1000));
  return [fact.number, fact.rating, ...moments, ...LABELS.map((name) => fact[name] ?? '')].join(SEPARATOR);
};
const columns = (list: readonly Fact[]): Facts => {
  const made = new Facts();
  for (const fact of list) made.put(packed(fact));
  return made;
};
const counted = (list: readonly Fact[], selection: Selection): ReportFigures => {
  const whole = new Whole(selection.end);
  count(columns(list), selection, whole);
  return whole.tally.figures();
};

/** The same numbers, each from its own definition and one after the other. */
function oracle(list: readonly Fact[], { from, end }: Selection): ReportFigures {
  const isIn = (at: number) => at >= from && at < end;
  const has = (at: number) => !Number.isNaN(at);
  const [closed, answered] = [
    list.filter((one) => isIn(one.closedAt)),
    list.filter((one) => isIn(one.firstResponseAt)),
  ];
  const backlog = list.filter((one) => one.createdAt < end && !(one.closedAt < end));
  const isLate = (one: Fact) => {
    const answerIsLate = one.firstResponseAt <= one.firstResponseDueAt ? false : one.firstResponseDueAt < end;
    return answerIsLate || one.resolutionDueAt < end;
  };
  const isAtRisk = (one: Fact) =>
    !isLate(one) && ((one.firstResponseRiskAt < end && !(one.firstResponseAt < end)) || one.resolutionRiskAt < end);
  const isSoon = (due: number) => due >= end && due < end + 3_600_000;
  const isDueSoon = (one: Fact) =>
    isSoon(one.resolutionDueAt) || (isSoon(one.firstResponseDueAt) && !(one.firstResponseAt < end));
  const claimed = backlog.filter((one) => one.claimedAt < end);
  const onHold = backlog.filter((one) => one.pausedSince < end);
  const rated = list.filter((one) => isIn(one.ratedAt));
  return {
    created: list.filter((one) => isIn(one.createdAt)).length,
    closed: closed.length,
    backlog: backlog.length,
    open: backlog.length - claimed.length,
    inProgress: claimed.length - onHold.length,
    onHold: onHold.length,
    resolution: durations(closed.map((one) => one.closedAt - one.createdAt)),
    firstResponse: durations(answered.map((one) => one.firstResponseAt - one.createdAt)),
    sla: {
      firstResponseMet: answered.filter((one) => one.firstResponseAt <= one.firstResponseDueAt).length,
      firstResponseBreached: answered.filter((one) => one.firstResponseAt > one.firstResponseDueAt).length,
      resolutionMet: closed.filter((one) => has(one.resolutionDueAt) && one.closedAt <= one.resolutionDueAt).length,
      resolutionBreached: closed.filter((one) => one.closedAt > one.resolutionDueAt).length,
      openBreached: backlog.filter(isLate).length,
      openAtRisk: backlog.filter(isAtRisk).length,
      openDueSoon: backlog.filter(isDueSoon).length,
    },
    satisfaction: {
      count: rated.length,
      average: rated.length === 0 ? null : Math.round((sum(rated.map((one) => one.rating)) / rated.length) * 100) / 100,
      satisfied: rated.filter((one) => one.rating >= 4).length,
    },
  };
}

function durations(values: number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => {
    const place = (sorted.length - 1) * share;
    const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
    return Math.round(below + (above - below) * (place % 1)) / 1000;
  };
  if (values.length === 0) return { count: 0, average: null, median: null, p90: null };
  return {
    count: values.length,
    average: Math.round(sum(values) / values.length) / 1000,
    median: at(0.5),
    p90: at(0.9),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

describe('counting', () => {
  it('finds what each definition says, in any period', () => {
    fc.assert(
      fc.property(facts, periods, (list, period) => {
        expect(counted(list, period)).toEqual(oracle(list, period));
      }),
      { numRuns: 300 },
    );
  });

  it('finds in a part what it finds in a list of that part alone', () => {
    fc.assert(
      fc.property(facts, periods, (list, period) => {
        const grouping = new ByLabel('category', period.end);
        count(columns(list), period, grouping);

        for (const [category, tally] of grouping.tallies) {
          const part = list.filter((one) => one.category === category);
          expect(tally.figures()).toEqual(oracle(part, period));
          if (category) expect(counted(list, { ...period, category })).toEqual(oracle(part, period));
        }
        const part = list.filter((one) => one.teamId === 'a' && one.agentId === 'b' && one.priority === 'c');
        expect(counted(list, { ...period, teamIds: ['a'], agentId: 'b', priority: 'c' })).toEqual(oracle(part, period));
      }),
    );
  });

  it('finds in each stretch of time what a report of that stretch would', () => {
    fc.assert(
      fc.property(
        facts,
        fc.uniqueArray(fc.integer({ min: 0, max: LAST }), { minLength: 2, maxLength: 8 }),
        (list, cuts) => {
          const bounds = cuts.sort((a, b) => a - b);
          const [starts, end] = [bounds.slice(0, -1), bounds.at(-1)!];
          const grouping = new ByTime(starts, end);
          count(columns(list), { from: starts[0]!, end }, grouping);

          const rows = grouping.finish().map((tally) => tally.figures());

          expect(rows).toEqual(starts.map((from, place) => oracle(list, { from, end: starts[place + 1] ?? end })));
        },
      ),
    );
  });

  it('counts a ticket that has changed once, as it is now', () => {
    const [before] = fc.sample(
      facts.filter((list) => list.length > 0),
      1,
    )[0]!;
    const made = columns([before!, { ...before!, createdAt: 1, closedAt: 11, category: 'z' }]);
    const whole = new Whole(50);

    count(made, { from: 0, end: 50, category: 'z' }, whole);

    expect(whole.tally.figures()).toMatchObject({ created: 1, closed: 1, resolution: { count: 1, median: 0.01 } });
  });
});
