import type { Label } from './fact-sources';
import type { Facts } from './facts';
import { LEVELS, type Level, Tally } from './tally';

/** Into which row of a report something goes. */
export interface Grouping {
  /** What happened to a fact at a moment. */
  at(facts: Facts, row: number, moment: number): Tally;
  /** Whether what was made and closed then, NaN where it is not, is there at any end. */
  isThere(created: number, closed: number): boolean;
  /** A state that a fact was in from one moment up to another, NaN where it has not ended. */
  level(facts: Facts, row: number, level: Level, from: number, until: number): void;
}

/** Everything into one row. */
export class Whole implements Grouping {
  readonly tally = new Tally();

  constructor(private readonly end: number) {}

  at(): Tally {
    return this.tally;
  }

  isThere(_created: number, closed: number): boolean {
    return !(closed < this.end);
  }

  level(_: Facts, __: number, level: Level, from: number, until: number): void {
    if (lasts(from, until, this.end)) this.tally.levels[level]++;
  }
}

/** A row for each category, agent, or whatever else is written on the fact. */
export class ByLabel implements Grouping {
  readonly tallies = new Map<string | null, Tally>();
  /** Those of the facts that are being counted, by the places of their labels. */
  private places: (Tally | undefined)[] = [];
  private rows = new Uint32Array(0);
  private of: Facts | undefined;

  constructor(
    private readonly label: Label,
    private readonly end: number,
  ) {}

  at(facts: Facts, row: number): Tally {
    if (this.of !== facts) this.begin(facts);
    return this.places[this.rows[row] as number] ?? this.made(facts, row);
  }

  isThere(_created: number, closed: number): boolean {
    return !(closed < this.end);
  }

  level(facts: Facts, row: number, level: Level, from: number, until: number): void {
    if (lasts(from, until, this.end)) this.at(facts, row).levels[level]++;
  }

  private begin(facts: Facts): void {
    this.of = facts;
    this.places = [];
    this.rows = facts.labels[this.label].rows;
  }

  private made(facts: Facts, row: number): Tally {
    const place = this.rows[row] ?? 0;
    const name = facts.labels[this.label].names[place] ?? null;
    const tally = this.tallies.get(name) ?? new Tally();
    this.tallies.set(name, tally);
    this.places[place] = tally;
    return tally;
  }
}

/** A row for each shop. */
export class ByShop implements Grouping {
  readonly tallies = new Map<Facts, Tally>();

  constructor(private readonly end: number) {}

  at(facts: Facts): Tally {
    const tally = this.tallies.get(facts) ?? new Tally();
    this.tallies.set(facts, tally);
    return tally;
  }

  isThere(_created: number, closed: number): boolean {
    return !(closed < this.end);
  }

  level(facts: Facts, _: number, level: Level, from: number, until: number): void {
    if (lasts(from, until, this.end)) this.at(facts).levels[level]++;
  }
}

/** A row for each stretch of time; what was there at its end includes what was there before the first. */
export class ByTime implements Grouping {
  readonly tallies: Tally[];
  private last = 0;
  /** Where the stretch of the last moment begins, and where the next does. */
  private lastFrom = Number.POSITIVE_INFINITY;
  private lastUntil = Number.NEGATIVE_INFINITY;

  /** The first moment of each stretch, and the end of the last. */
  constructor(
    private readonly starts: readonly number[],
    private readonly end: number,
  ) {
    this.tallies = starts.map(() => new Tally());
  }

  at(_: Facts, __: number, moment: number): Tally {
    return this.tallies[this.place(moment)] ?? new Tally();
  }

  /** What came and went within one stretch is not there at the end of any. */
  isThere(created: number, closed: number): boolean {
    this.place(created);
    return !(created >= this.lastFrom && closed < this.lastUntil);
  }

  level(_: Facts, __: number, level: Level, from: number, until: number): void {
    if (!(from < this.end) || until <= from) return;
    // What came and went within one stretch was not there at the end of any.
    if (from >= this.lastFrom && until < this.lastUntil) return;
    this.at(_, 0, from).levels[level]++;
    if (until < this.end) this.at(_, 0, until).levels[level]--;
  }

  /** Once all is in: what came and went so far is what is there. */
  finish(): Tally[] {
    for (const [place, tally] of this.tallies.entries()) {
      const before = this.tallies[place - 1];
      if (before) for (const level of LEVELS) tally.levels[level] += before.levels[level];
    }
    return this.tallies;
  }

  private place(moment: number): number {
    // Most of what is counted one after the other happened at about the same time.
    if (moment >= this.lastFrom && moment < this.lastUntil) return this.last;
    const { starts } = this;
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= moment) low = middle;
      else high = middle - 1;
    }
    this.last = low;
    this.lastFrom = low === 0 ? Number.NEGATIVE_INFINITY : (starts[low] ?? 0);
    this.lastUntil = starts[low + 1] ?? this.end;
    return low;
  }
}

/** Whether a state had begun before the end and had not ended by then. */
function lasts(from: number, until: number, end: number): boolean {
  return from < end && !(until <= from) && !(until < end);
}
