/** What reports know of one ticket or chat. Moments are milliseconds, NaN where there is none. */
export interface Fact {
  /** Within the shop, so that a later version of it takes the place of an earlier one. */
  number: number;
  createdAt: number;
  claimedAt: number;
  firstResponseAt: number;
  closedAt: number;
  pausedSince: number;
  firstResponseDueAt: number;
  firstResponseRiskAt: number;
  resolutionDueAt: number;
  resolutionRiskAt: number;
  ratedAt: number;
  rating: number;
  category: string | null;
  teamId: string | null;
  agentId: string | null;
  priority: string | null;
  source: string | null;
}

const MOMENTS = [
  'createdAt',
  'claimedAt',
  'firstResponseAt',
  'closedAt',
  'pausedSince',
  'firstResponseDueAt',
  'firstResponseRiskAt',
  'resolutionDueAt',
  'resolutionRiskAt',
  'ratedAt',
] as const;
const LABELS = ['category', 'teamId', 'agentId', 'priority', 'source'] as const;

export type Moment = (typeof MOMENTS)[number];
export type Label = (typeof LABELS)[number];

/** A column of few different texts: each row keeps the place of its own. */
class Labels {
  readonly names: (string | null)[] = [null];
  private readonly places = new Map<string | null, number>([[null, 0]]);
  rows = new Uint32Array(0);

  placeOf(name: string | null): number {
    const known = this.places.get(name);
    if (known !== undefined) return known;
    this.places.set(name, this.names.length);
    return this.names.push(name) - 1;
  }

  find(name: string): number | undefined {
    return this.places.get(name);
  }
}

/** The facts of one shop as columns: a million of them take some hundred megabytes. */
export class Facts {
  /** Rows have the number of their ticket; a number that there is not has no `createdAt`. */
  length = 0;
  private room = 0;
  readonly moments: Record<Moment, Float64Array>;
  readonly labels: Record<Label, Labels>;
  ratings = new Uint8Array(0);

  constructor() {
    this.moments = byName(MOMENTS, () => new Float64Array(0));
    this.labels = byName(LABELS, () => new Labels());
  }

  put(fact: Fact): void {
    if (fact.number >= this.room) this.grow(fact.number);
    for (const name of MOMENTS) this.moments[name][fact.number] = fact[name];
    for (const name of LABELS) this.labels[name].rows[fact.number] = this.labels[name].placeOf(fact[name]);
    this.ratings[fact.number] = fact.rating;
    this.length = Math.max(this.length, fact.number + 1);
  }

  putAll(facts: readonly Fact[]): void {
    for (const fact of facts) this.put(fact);
  }

  /** When the first was made; null if there is none. */
  earliest(): number | null {
    let first = Number.POSITIVE_INFINITY;
    for (let row = 0; row < this.length; row++) {
      const at = this.moments.createdAt[row] as number;
      if (at < first) first = at;
    }
    return first === Number.POSITIVE_INFINITY ? null : first;
  }

  /** Room for numbers up to this one, when it is known beforehand. */
  reserve(number: number): void {
    if (number >= this.room) this.grow(number);
  }

  private grow(number: number): void {
    const room = Math.max(1024, Math.ceil(this.room * 1.25), number + 1);
    for (const name of MOMENTS) {
      const wider = new Float64Array(room).fill(Number.NaN);
      wider.set(this.moments[name]);
      this.moments[name] = wider;
    }
    for (const name of LABELS) this.labels[name].rows = widened(this.labels[name].rows, new Uint32Array(room));
    this.ratings = widened(this.ratings, new Uint8Array(room));
    this.room = room;
  }
}

function widened<T extends Uint8Array | Uint32Array>(rows: T, wider: T): T {
  wider.set(rows);
  return wider;
}

function byName<Name extends string, T>(names: readonly Name[], make: () => T): Record<Name, T> {
  return Object.fromEntries(names.map((name) => [name, make()])) as Record<Name, T>;
}
