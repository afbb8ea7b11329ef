import { LABELS, MOMENTS } from './fact-sources';
import { type Facts, PART_ROWS } from './facts';

/** What a part was made of: one that an older version made differently is not understood. */
const LAYOUT = [...MOMENTS, ...LABELS].join();

/** After the numbers. */
interface Names {
  layout: string;
  /** Of each label, the texts whose places the rows have. */
  labels: (string | null)[][];
}

/**
 * One part of facts as bytes: how many rows, each moment of all of them (64 bits), each label's place among its names
 * (16 bits), the ratings (8 bits), then the names as JSON.
 */
export function packPart(facts: Facts, part: number): Buffer {
  const first = part * PART_ROWS;
  const last = Math.min(first + PART_ROWS, facts.length);
  const labels = LABELS.map((label) => placesWithin(facts, label, first, last));
  const names: Names = { layout: LAYOUT, labels: labels.map((label) => label.names) };
  return Buffer.concat([
    bytesOf(Float64Array.of(last - first)),
    ...MOMENTS.map((name) => bytesOf(facts.moments[name].subarray(first, last))),
    ...labels.map(({ places }) => bytesOf(places)),
    facts.ratings.subarray(first, last),
    Buffer.from(JSON.stringify(names)),
  ]);
}

/** Puts the rows where they belong; false where another version made the part. */
export function unpackPart(facts: Facts, part: number, packed: Uint8Array): boolean {
  // Columns begin where numbers of their size may.
  const { buffer } = new Uint8Array(packed);
  const rows = new Float64Array(buffer, 0, 1)[0] ?? 0;
  const first = part * PART_ROWS;
  let at = Float64Array.BYTES_PER_ELEMENT;
  const next = (size: number) => {
    at += rows * size;
    return at - rows * size;
  };
  const moments = MOMENTS.map(() => new Float64Array(buffer, next(8), rows));
  const places = LABELS.map(() => new Uint16Array(buffer, next(2), rows));
  const ratings = new Uint8Array(buffer, next(1), rows);
  const { layout, labels } = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, at))) as Names;
  if (layout !== LAYOUT) return false;

  facts.reserve(first + rows - 1);
  for (const [index, name] of MOMENTS.entries()) facts.moments[name].set(moments[index] ?? [], first);
  for (const [index, label] of LABELS.entries()) {
    const column = facts.labels[label];
    const placeOf = labels[index]?.map((name) => column.placeOf(name)) ?? [];
    places[index]?.forEach((place, row) => {
      column.rows[first + row] = placeOf[place] ?? 0;
    });
  }
  facts.ratings.set(ratings, first);
  facts.length = Math.max(facts.length, first + rows);
  return true;
}

/** The labels of these rows, as places among the few names that they have. */
function placesWithin(facts: Facts, label: (typeof LABELS)[number], first: number, last: number) {
  const { rows, names } = facts.labels[label];
  const placeOf = new Map<number, number>();
  const places = Uint16Array.from(rows.subarray(first, last), (name) => {
    const place = placeOf.get(name) ?? placeOf.size;
    placeOf.set(name, place);
    return place;
  });
  return { places, names: Array.from(placeOf.keys(), (name) => names[name] ?? null) };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float64Array | Uint16Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
