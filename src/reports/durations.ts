import type { DurationFigures } from '../contract/reports.dto';

/** Values that are still coming, kept as densely as they can be. */
export class Durations {
  private values = new Float64Array(64);
  private size = 0;
  private sum = 0;

  add(milliseconds: number): void {
    if (this.size === this.values.length) {
      const wider = new Float64Array(this.size * 2);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.size++] = milliseconds;
    this.sum += milliseconds;
  }

  /** What others hold as well. */
  addAll(others: Durations): void {
    const size = this.size + others.size;
    if (size > this.values.length) {
      const wider = new Float64Array(Math.max(size, this.values.length * 2));
      wider.set(this.values);
      this.values = wider;
    }
    this.values.set(others.values.subarray(0, others.size), this.size);
    this.size = size;
    this.sum += others.sum;
  }

  /** In seconds, to the millisecond. */
  figures(): DurationFigures {
    const values = this.values.subarray(0, this.size);
    const [median, p90] = quantiles(values, [0.5, 0.9]);
    const seconds = (milliseconds: number | null) => (milliseconds === null ? null : Math.round(milliseconds) / 1000);
    return {
      count: this.size,
      average: seconds(this.size === 0 ? null : this.sum / this.size),
      median: seconds(median ?? null),
      p90: seconds(p90 ?? null),
    };
  }
}

/**
 * One for each share. Between two values, in proportion: the median of an even number is the middle of the two in the
 * middle.
 */
export function quantiles(values: Float64Array, shares: readonly number[]): (number | null)[] {
  if (values.length === 0) return shares.map(() => null);
  const steps = new Steps(values);
  return shares.map((share) => {
    const place = (values.length - 1) * share;
    const below = Math.floor(place);
    const lower = steps.valueAt(below);
    return place === below ? lower : lower + (steps.valueAt(below + 1) - lower) * (place - below);
  });
}

const STEPS = 4096;

/** Values by where they are between the least and the greatest, so that only those of one step have to be put in order. */
class Steps {
  private readonly least: number;
  private readonly perStep: number;
  private readonly counts = new Uint32Array(STEPS);
  /** Of a step that has been looked into. */
  private readonly opened = new Map<number, Float64Array>();

  constructor(private readonly values: Float64Array) {
    let least = Number.POSITIVE_INFINITY;
    let greatest = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < values.length; at++) {
      const value = values[at] as number;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
    this.least = least;
    this.perStep = greatest > least ? (STEPS - 1) / (greatest - least) : 0;
    const { counts } = this;
    for (let at = 0; at < values.length; at++) {
      const step = this.stepOf(values[at] as number);
      counts[step] = (counts[step] as number) + 1;
    }
  }

  /** The one that has this place in order. */
  valueAt(place: number): number {
    let step = 0;
    let before = 0;
    for (; before + (this.counts[step] as number) <= place; step++) before += this.counts[step] as number;
    const within = this.opened.get(step) ?? this.open(step);
    select(within, place - before);
    return within[place - before] as number;
  }

  private open(step: number): Float64Array {
    const within = new Float64Array(this.counts[step] as number);
    let size = 0;
    for (let at = 0; at < this.values.length; at++) {
      const value = this.values[at] as number;
      if (this.stepOf(value) === step) within[size++] = value;
    }
    this.opened.set(step, within);
    return within;
  }

  private stepOf(value: number): number {
    return ((value - this.least) * this.perStep) | 0;
  }
}

/** Hoare's selection: brings to its place the value that would be there in order, with no smaller one behind it. */
function select(values: Float64Array, place: number): void {
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const pivot = middleOf(values[left] as number, values[(left + right) >> 1] as number, values[right] as number);
    let low = left;
    let high = right;
    while (low <= high) {
      while ((values[low] as number) < pivot) low++;
      while ((values[high] as number) > pivot) high--;
      if (low > high) break;
      const swapped = values[low] as number;
      values[low++] = values[high] as number;
      values[high--] = swapped;
    }
    if (place <= high) right = high;
    else if (place >= low) left = low;
    else return;
  }
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
