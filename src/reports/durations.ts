import type { DurationFigures } from '../contract/reports.dto';

const SMALLEST = 64;
const LARGEST = 65_536;

/** Values that are still coming, kept as densely as they can be. */
export class Durations {
  /** None is ever copied into a wider one, and others may hold the same. */
  private readonly full: Float64Array[] = [];
  private last = new Float64Array(SMALLEST);
  private used = 0;
  private sum = 0;
  private least = Number.POSITIVE_INFINITY;
  private greatest = Number.NEGATIVE_INFINITY;

  add(milliseconds: number): void {
    if (this.used === this.last.length) {
      this.full.push(this.last);
      this.last = new Float64Array(Math.min(LARGEST, this.last.length * 2));
      this.used = 0;
    }
    this.last[this.used++] = milliseconds;
    this.sum += milliseconds;
    if (milliseconds < this.least) this.least = milliseconds;
    if (milliseconds > this.greatest) this.greatest = milliseconds;
  }

  /** What others hold as well, once nothing more comes to them. */
  addAll(others: Durations): void {
    this.full.push(...others.parts);
    this.sum += others.sum;
    this.least = Math.min(this.least, others.least);
    this.greatest = Math.max(this.greatest, others.greatest);
  }

  /** In seconds, to the millisecond. */
  figures(): DurationFigures {
    const { parts } = this;
    const count = parts.reduce((size, part) => size + part.length, 0);
    const seconds = (milliseconds: number) => Math.round(milliseconds) / 1000;
    if (count === 0) return { count, average: null, median: null, p90: null };
    const steps = new Steps(parts, this.least, this.greatest);
    return {
      count,
      average: seconds(this.sum / count),
      median: seconds(quantile(steps, count, 0.5)),
      p90: seconds(quantile(steps, count, 0.9)),
    };
  }

  private get parts(): Float64Array[] {
    return [...this.full, this.last.subarray(0, this.used)];
  }
}

/** Between two values, in proportion: the median of an even number is the middle of the two in the middle. */
function quantile(steps: Steps, count: number, share: number): number {
  const place = (count - 1) * share;
  const below = Math.floor(place);
  const lower = steps.valueAt(below);
  return place === below ? lower : lower + (steps.valueAt(below + 1) - lower) * (place - below);
}

const STEPS = 4096;

/** Values by where they are between the least and the greatest, so that only those of one step have to be put in order. */
class Steps {
  private readonly perStep: number;
  private readonly counts = new Uint32Array(STEPS);
  /** Of a step that has been looked into. */
  private readonly opened = new Map<number, Float64Array>();

  constructor(
    private readonly parts: readonly Float64Array[],
    private readonly least: number,
    greatest: number,
  ) {
    this.perStep = greatest > least ? (STEPS - 1) / (greatest - least) : 0;
    const { counts } = this;
    for (const part of parts) {
      for (let at = 0; at < part.length; at++) {
        const step = this.stepOf(part[at] as number);
        counts[step] = (counts[step] as number) + 1;
      }
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
    for (const part of this.parts) {
      for (let at = 0; at < part.length; at++) {
        const value = part[at] as number;
        if (this.stepOf(value) === step) within[size++] = value;
      }
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
