import type { ReportFigures } from '../contract/reports.dto';
import { Durations } from './durations';

/** How many there were at a moment, in some state. */
export const LEVELS = ['backlog', 'claimed', 'onHold', 'breached', 'atRisk', 'dueSoon'] as const;
export type Level = (typeof LEVELS)[number];

const COUNTS = [
  'created',
  'closed',
  'firstResponseMet',
  'firstResponseBreached',
  'resolutionMet',
  'resolutionBreached',
  'rated',
  'stars',
  'satisfied',
] as const;
type Count = (typeof COUNTS)[number];

/** The numbers of one row of a report while they are being counted. */
export class Tally {
  readonly levels = zero(LEVELS);
  readonly counts = zero(COUNTS);
  readonly resolution = new Durations();
  readonly firstResponse = new Durations();

  count(name: Count, by = 1): void {
    this.counts[name] += by;
  }

  /** All rows of a report together; over time, what was there at the end is what was there at the end of the last. */
  static sum(tallies: readonly Tally[], { isOverTime }: { isOverTime: boolean }): Tally {
    const sum = new Tally();
    for (const tally of tallies) {
      for (const name of COUNTS) sum.counts[name] += tally.counts[name];
      for (const name of LEVELS) sum.levels[name] = tally.levels[name] + (isOverTime ? 0 : sum.levels[name]);
      sum.resolution.addAll(tally.resolution);
      sum.firstResponse.addAll(tally.firstResponse);
    }
    return sum;
  }

  get isEmpty(): boolean {
    return [...Object.values(this.levels), ...Object.values(this.counts)].every((value) => value === 0);
  }

  figures(): ReportFigures {
    const { levels, counts } = this;
    return {
      created: counts.created,
      closed: counts.closed,
      backlog: levels.backlog,
      open: levels.backlog - levels.claimed,
      inProgress: levels.claimed - levels.onHold,
      onHold: levels.onHold,
      resolution: this.resolution.figures(),
      firstResponse: this.firstResponse.figures(),
      sla: {
        firstResponseMet: counts.firstResponseMet,
        firstResponseBreached: counts.firstResponseBreached,
        resolutionMet: counts.resolutionMet,
        resolutionBreached: counts.resolutionBreached,
        openBreached: levels.breached,
        openAtRisk: levels.atRisk,
        openDueSoon: levels.dueSoon,
      },
      satisfaction: {
        count: counts.rated,
        average: counts.rated === 0 ? null : Math.round((counts.stars / counts.rated) * 100) / 100,
        satisfied: counts.satisfied,
      },
    };
  }
}

function zero<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}
