import { createHash } from 'node:crypto';
import { LABELS, MOMENTS, SOURCES } from './fact-sources';
import { type Facts, PART_ROWS } from './facts';

/** To be raised with every change of the bytes. */
const FORMAT = 1;
/** What parts are made of, and how: those that another version has made differently mean something else. */
export const LAYOUT = createHash('sha256')
  .update(JSON.stringify([FORMAT, PART_ROWS, MOMENTS, LABELS, SOURCES]))
  .digest('hex');
const HEAD_BYTES = 16;
/** Each column begins where numbers of its size may. */
const ALIGNED = 8;
const NO_MOMENT = 0xffff_ffff;

/** After the columns. */
interface Description {
  /** Of each moment, the earliest, from which on the rows count milliseconds; null where they take 64 bits. */
  since: (number | null)[];
  /** Of each label, the texts whose places the rows have. */
  names: (string | null)[][];
}

/**
 * One part of facts as bytes: how many rows and where the description is (64 bits each), a column of each moment (32
 * bits a row, where those of the part are whole and within seven weeks) and of each label's place among its names (16 bits), the
 * ratings (8 bits), then the description as JSON.
 */
export function packPart(facts: Facts, part: number): Buffer {
  const first = part * PART_ROWS;
  const last = Math.min(first + PART_ROWS, facts.known + 1);
  const moments = MOMENTS.map((name) => sinceEarliest(facts.moments[name].subarray(first, last)));
  const labels = LABELS.map((label) => placesWithin(facts, label, first, last));
  const description: Description = {
    since: moments.map(({ since }) => since),
    names: labels.map(({ names }) => names),
  };
  const columns = [...moments, ...labels].map(({ column }) => column);
  const pieces = [...columns, facts.ratings.subarray(first, last)].flatMap(aligned);
  const at = HEAD_BYTES + pieces.reduce((sum, { length }) => sum + length, 0);
  return Buffer.concat([
    ...aligned(Float64Array.of(last - first, at)),
    ...pieces,
    Buffer.from(JSON.stringify(description)),
  ]);
}

/** Puts the rows where they belong. Throws at what is no part. */
export function unpackPart(facts: Facts, part: number, packed: Uint8Array): void {
  const { buffer } = new Uint8Array(packed);
  const [rows = 0, end = 0] = new Float64Array(buffer, 0, 2);
  const { since, names } = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, end))) as Description;

  const first = part * PART_ROWS;
  facts.reserve(first + rows - 1);
  let at = HEAD_BYTES;
  const next = (bytesEach: number): [ArrayBuffer, number, number] => {
    const from = at;
    at += Math.ceil((rows * bytesEach) / ALIGNED) * ALIGNED;
    return [buffer, from, rows];
  };
  for (const [index, name] of MOMENTS.entries()) {
    const from = since[index] ?? null;
    const column = facts.moments[name];
    if (from === null) column.set(new Float64Array(...next(8)), first);
    else putMoments(column, first, new Uint32Array(...next(4)), from);
  }
  for (const [index, label] of LABELS.entries()) {
    const column = facts.labels[label];
    const placeOf = Uint32Array.from(names[index] ?? [], (name) => column.placeOf(name));
    const places = new Uint16Array(...next(2));
    for (let row = 0; row < rows; row++) column.rows[first + row] = placeOf[places[row] as number] as number;
  }
  facts.ratings.set(new Uint8Array(...next(1)), first);
  facts.known = first + rows - 1;
  facts.length = Math.max(facts.length, first + rows);
}

function putMoments(column: Float64Array, first: number, passed: Uint32Array, since: number): void {
  for (let row = 0; row < passed.length; row++) {
    const milliseconds = passed[row] as number;
    column[first + row] = milliseconds === NO_MOMENT ? Number.NaN : since + milliseconds;
  }
}

function sinceEarliest(column: Float64Array): { since: number | null; column: Float64Array | Uint32Array } {
  let since = Number.POSITIVE_INFINITY;
  for (const moment of column) if (moment < since) since = moment;
  if (since === Number.POSITIVE_INFINITY) since = 0;
  const passed = new Uint32Array(column.length);
  for (let row = 0; row < column.length; row++) {
    const moment = column[row] as number;
    const milliseconds = moment - since;
    if (milliseconds >= NO_MOMENT || !(Number.isNaN(moment) || Number.isInteger(moment)))
      return { since: null, column };
    passed[row] = Number.isNaN(moment) ? NO_MOMENT : milliseconds;
  }
  return { since, column: passed };
}

/** The labels of these rows, as places among the few names that they have. */
function placesWithin(facts: Facts, label: (typeof LABELS)[number], first: number, last: number) {
  const { rows, names } = facts.labels[label];
  const placeOf = new Map<number, number>();
  const column = Uint16Array.from(rows.subarray(first, last), (name) => {
    const place = placeOf.get(name) ?? placeOf.size;
    placeOf.set(name, place);
    return place;
  });
  return { column, names: Array.from(placeOf.keys(), (name) => names[name] ?? null) };
}

/** Its bytes, and as many as are missing until the next column may begin. */
function aligned({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array[] {
  const missing = (ALIGNED - (byteLength % ALIGNED)) % ALIGNED;
  return [new Uint8Array(buffer, byteOffset, byteLength), new Uint8Array(missing)];
}
