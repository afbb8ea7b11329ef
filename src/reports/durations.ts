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
 * One for each share, which rise. Between two values, in proportion: the median of an even number is the middle of the
 * two in the middle. Puts the values into another order.
 */
export function quantiles(values: Float64Array, shares: readonly number[]): (number | null)[] {
  // Behind what has been found there are no smaller values, so the next is looked for from there on.
  let left = 0;
  return shares.map((share) => {
    if (values.length === 0) return null;
    const place = (values.length - 1) * share;
    const below = Math.floor(place);
    select(values, below, left);
    left = below;
    const lower = values[below] as number;
    if (place === below) return lower;
    let upper = Number.POSITIVE_INFINITY;
    for (let at = below + 1; at < values.length; at++) upper = Math.min(upper, values[at] as number);
    return lower + (upper - lower) * (place - below);
  });
}

/** Hoare's selection: brings to its place the value that would be there in order, with no smaller one behind it. */
function select(values: Float64Array, place: number, from: number): void {
  let left = from;
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
