import { DUE_SOON_MS, SATISFIED } from '../core/narrowing';
import type { Label } from './fact-sources';
import type { Facts } from './facts';
import type { Grouping } from './grouping';
import type { Level } from './tally';

/** Which facts are counted, and when: what happened before `from` is only part of the backlog. */
export interface Selection {
  teamIds?: readonly string[];
  agentId?: string;
  category?: string;
  priority?: string;
  from: number;
  /** What happened from here on is as if it had not. */
  end: number;
}

const NEVER = Number.POSITIVE_INFINITY;

/** Some of the rows of facts, up to but not including the last. */
export interface Slice {
  first: number;
  last: number;
}

/** The one place where facts become numbers. docs/metrics.md says the same in words. */
export function count(
  facts: Facts,
  selection: Selection,
  into: Grouping,
  { first, last }: Slice = { first: 0, last: facts.length },
): void {
  const { from, end } = selection;
  const isSelected = selector(facts, selection);
  const { createdAt, firstResponseAt, closedAt, ratedAt, firstResponseDueAt, resolutionDueAt } = facts.moments;

  for (let row = first; row < last; row++) {
    const created = createdAt[row] as number;
    if (!(created < end) || (isSelected && !isSelected(row))) continue;
    const closed = closedAt[row] as number;
    const answered = firstResponseAt[row] as number;
    const rated = ratedAt[row] as number;

    if (created >= from) into.at(facts, row, created).created++;

    if (closed >= from && closed < end) {
      const due = resolutionDueAt[row] as number;
      const tally = into.at(facts, row, closed);
      tally.closed++;
      tally.resolution.add(closed - created);
      if (closed > due) tally.resolutionBreached++;
      else if (closed <= due) tally.resolutionMet++;
    }

    if (answered >= from && answered < end) {
      const due = firstResponseDueAt[row] as number;
      const tally = into.at(facts, row, answered);
      tally.firstResponse.add(answered - created);
      if (answered > due) tally.firstResponseBreached++;
      else if (answered <= due) tally.firstResponseMet++;
    }

    if (rated >= from && rated < end) {
      const stars = facts.ratings[row] as number;
      const tally = into.at(facts, row, rated);
      tally.rated++;
      tally.stars += stars;
      if (stars >= SATISFIED) tally.satisfied++;
    }

    if (into.isThere(created, closed)) countStates(facts, row, into);
  }
}

/** What it was, and from when to when. */
function countStates(facts: Facts, row: number, into: Grouping): void {
  const { moments } = facts;
  const created = moments.createdAt[row] as number;
  const closed = orNever(moments.closedAt[row]);
  const answered = orNever(moments.firstResponseAt[row]);
  const answerDue = orNever(moments.firstResponseDueAt[row]);
  into.level(facts, row, 'backlog', created, closed);
  into.level(facts, row, 'claimed', since(moments.claimedAt[row], created), closed);
  into.level(facts, row, 'onHold', since(moments.pausedSince[row], created), closed);

  const due = Math.min(answered <= answerDue ? NEVER : answerDue, orNever(moments.resolutionDueAt[row]));
  const late = Math.max(due, created);
  into.level(facts, row, 'breached', late, closed);

  const answerRisk = since(moments.firstResponseRiskAt[row], created);
  const risk = since(moments.resolutionRiskAt[row], created);
  const riskEnds = Math.min(late, closed);
  countEither(facts, row, into, 'atRisk', [answerRisk, Math.min(answered, riskEnds)], [risk, riskEnds]);

  const solutionDue = orNever(moments.resolutionDueAt[row]);
  countEither(
    facts,
    row,
    into,
    'dueSoon',
    [since(answerDue - DUE_SOON_MS, created), Math.min(answerDue, answered, closed)],
    [since(solutionDue - DUE_SOON_MS, created), Math.min(solutionDue, closed)],
  );
}

type Span = readonly [from: number, until: number];

/** Where one leads into the other, or both are at once, the ticket does not count twice. */
function countEither(facts: Facts, row: number, into: Grouping, level: Level, one: Span, other: Span): void {
  const isEach = one[0] < one[1] && other[0] < other[1];
  if (isEach && one[0] <= other[1] && other[0] <= one[1]) {
    into.level(facts, row, level, Math.min(one[0], other[0]), Math.max(one[1], other[1]));
  } else {
    into.level(facts, row, level, ...one);
    into.level(facts, row, level, ...other);
  }
}

/** Nothing is anything before it is made. */
function since(moment: number | undefined, created: number): number {
  return Math.max(orNever(moment), created);
}

function orNever(moment: number | undefined): number {
  return moment === undefined || Number.isNaN(moment) ? NEVER : moment;
}

function selector(
  facts: Facts,
  { teamIds, agentId, category, priority }: Selection,
): ((row: number) => boolean) | undefined {
  const wanted: { rows: Uint32Array; places: Set<number> }[] = [];
  const only = (label: Label, names: readonly string[] | undefined) => {
    if (!names) return;
    const column = facts.labels[label];
    wanted.push({ rows: column.rows, places: new Set(names.flatMap((name) => column.find(name) ?? [])) });
  };
  only('teamId', teamIds);
  only('agentId', agentId ? [agentId] : undefined);
  only('category', category ? [category] : undefined);
  only('priority', priority ? [priority] : undefined);
  if (wanted.length === 0) return undefined;
  return (row) => wanted.every(({ rows, places }) => places.has(rows[row] as number));
}
