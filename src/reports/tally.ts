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
] as const satisfies (keyof Tally)[];

/** The numbers of one row of a report while they are being counted. */
export class Tally {
  readonly levels = zero(LEVELS);
  readonly resolution = new Durations();
  readonly firstResponse = new Durations();
  created = 0;
  closed = 0;
  firstResponseMet = 0;
  firstResponseBreached = 0;
  resolutionMet = 0;
  resolutionBreached = 0;
  rated = 0;
  stars = 0;
  satisfied = 0;

  /** All rows of a report together; over time, what was there at the end is what was there at the end of the last. */
  static sum(tallies: readonly Tally[], { isOverTime }: { isOverTime: boolean }): Tally {
    const sum = new Tally();
    for (const tally of tallies) {
      for (const name of COUNTS) sum[name] += tally[name];
      for (const name of LEVELS) sum.levels[name] = tally.levels[name] + (isOverTime ? 0 : sum.levels[name]);
      sum.resolution.addAll(tally.resolution);
      sum.firstResponse.addAll(tally.firstResponse);
    }
    return sum;
  }

  get isEmpty(): boolean {
    return LEVELS.every((name) => this.levels[name] === 0) && COUNTS.every((name) => this[name] === 0);
  }

  figures(): ReportFigures {
    const { levels } = this;
    return {
      created: this.created,
      closed: this.closed,
      backlog: levels.backlog,
      open: levels.backlog - levels.claimed,
      inProgress: levels.claimed - levels.onHold,
      onHold: levels.onHold,
      resolution: this.resolution.figures(),
      firstResponse: this.firstResponse.figures(),
      sla: {
        firstResponseMet: this.firstResponseMet,
        firstResponseBreached: this.firstResponseBreached,
        resolutionMet: this.resolutionMet,
        resolutionBreached: this.resolutionBreached,
        openBreached: levels.breached,
        openAtRisk: levels.atRisk,
        openDueSoon: levels.dueSoon,
      },
      satisfaction: {
        count: this.rated,
        average: this.rated === 0 ? null : Math.round((this.stars / this.rated) * 100) / 100,
        satisfied: this.satisfied,
      },
    };
  }
}

function zero<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}
