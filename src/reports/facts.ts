import { LABELS, type Label, MOMENTS, type Moment } from './fact-sources';
import { labelsOf, PackedText } from './packed-facts';

/** Rows that are kept together. */
export const PART_ROWS = 512;
/** More rows than this whose labels differ as a whole are not kept apart. */
const MOST_ALIKE = 20_000;

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
  /** All up to this number are here. */
  known = 0;
  /** Parts of which something is different since somebody took note. */
  readonly touched = new Set<number>();
  private readonly alike = new Map<string, Uint32Array>();
  /** The same columns, as they follow each other in a text. */
  private inOrder: { moments: Float64Array[]; labels: Uint32Array[] } = { moments: [], labels: [] };

  constructor() {
    this.moments = byName(MOMENTS, () => new Float64Array(0));
    this.labels = byName(LABELS, () => new Labels());
  }

  /** In the place of the number that it has, or of another one. */
  put(text: string, place?: number): void {
    const packed = new PackedText(text);
    const number = packed.number();
    const row = place ?? number;
    const rating = packed.number();
    if (row >= this.room) this.grow(row);
    let isNew = this.ratings[row] !== (rating || 0);
    for (const moments of this.inOrder.moments) {
      const moment = packed.number() / 1000;
      if (Object.is(moments[row], moment)) continue;
      moments[row] = moment;
      isNew = true;
    }
    const places = this.placesOf(packed.rest());
    const { labels } = this.inOrder;
    for (let index = 0; index < labels.length; index++) {
      const [column, label] = [labels[index] as Uint32Array, places[index] as number];
      isNew ||= column[row] !== label;
      column[row] = label;
    }
    this.ratings[row] = rating;
    this.length = Math.max(this.length, row + 1);
    if (isNew) this.touched.add(Math.floor(row / PART_ROWS));
  }

  /** As if all of them were different. */
  touchAll(): void {
    for (let part = 0; part * PART_ROWS < this.length; part++) this.touched.add(part);
  }

  putAll(texts: readonly string[]): void {
    for (const text of texts) this.put(text);
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

  /** Most rows have the same labels as another one, which are then looked up at once. */
  private placesOf(rest: string): Uint32Array {
    const known = this.alike.get(rest);
    if (known) return known;
    const names = labelsOf(rest);
    const places = Uint32Array.from(LABELS, (label, index) => this.labels[label].placeOf(names[index] ?? null));
    if (this.alike.size === MOST_ALIKE) this.alike.clear();
    this.alike.set(rest, places);
    return places;
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
    this.inOrder = {
      moments: MOMENTS.map((name) => this.moments[name]),
      labels: LABELS.map((name) => this.labels[name].rows),
    };
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
