import fc from 'fast-check';
import { LABELS, MOMENTS } from './fact-sources';
import { Facts, PART_ROWS } from './facts';
import { packPart, unpackPart } from './packed-part';

const WEEK = 7 * 86_400_000;
/** Near each other, as they mostly are, decades apart, and not even whole. */
const MOMENT = fc.oneof(
  fc.constant(Number.NaN),
  fc.integer({ min: 1.7e12, max: 1.7e12 + WEEK }),
  fc.constantFrom(1.7e12 + 0xffff_fffe, 1.7e12 + 0xffff_ffff, -5, 0),
  fc.double({ min: 0, max: 4e12, noNaN: true }),
);
const NEAR = fc.oneof(fc.constant(Number.NaN), fc.integer({ min: 1.7e12, max: 1.7e12 + WEEK }));
const NAME = fc.oneof(fc.constant(null), fc.constantFrom('a', 'b', 'Überweisung 🧾', ''));

/** A row, or a number that there is not. */
const rowOf = (moment: fc.Arbitrary<number>) =>
  fc.record({
    moments: fc.array(moment, { minLength: MOMENTS.length, maxLength: MOMENTS.length }),
    names: fc.array(NAME, { minLength: LABELS.length, maxLength: LABELS.length }),
    rating: fc.integer({ min: 0, max: 5 }),
  });

it('keeps a part as it is, wherever its labels stood before', () => {
  const rows = [NEAR, MOMENT].map((moment) => fc.array(rowOf(moment), { minLength: 1, maxLength: 40 }));
  fc.assert(
    fc.property(fc.oneof(...rows), fc.integer({ min: 0, max: 3 }), (list, part) => {
      const first = part * PART_ROWS;
      const facts = filled(list, first);
      const taken = new Facts();
      // Somebody else's labels are there already.
      taken.labels.category.placeOf('z');
      unpackPart(taken, part, packPart(facts, part));
      expect(taken.known).toBe(facts.known);
      expect(rowsOf(taken, first)).toEqual(rowsOf(facts, first));
    }),
  );
});

it('ends where the part or the facts end', () => {
  const row = { moments: MOMENTS.map(() => 1), names: LABELS.map(() => null), rating: 5 };
  const facts = filled(Array<typeof row>(PART_ROWS + 3).fill(row), 0);
  const taken = new Facts();
  for (const part of [0, 1]) unpackPart(taken, part, packPart(facts, part));
  expect(taken.length).toBe(PART_ROWS + 3);
  expect(rowsOf(taken, 0)).toEqual(rowsOf(facts, 0));
});

it('ends before rows that came while others were still missing', () => {
  const row = { moments: MOMENTS.map(() => 1), names: LABELS.map(() => null), rating: 5 };
  const facts = filled(Array<typeof row>(100).fill(row), 0);
  facts.known = 41;
  const taken = new Facts();
  unpackPart(taken, 0, packPart(facts, 0));
  expect(taken).toMatchObject({ known: 41, length: 42 });
});

it('refuses what is no part, wherever it was cut', () => {
  const row = { moments: MOMENTS.map(() => 1), names: LABELS.map(() => 'a'), rating: 5 };
  const packed = packPart(filled([row, row], 0), 0);
  for (let length = 0; length < packed.length; length++) {
    expect(() => unpackPart(new Facts(), 0, packed.subarray(0, length))).toThrow();
  }
});

interface Row {
  moments: number[];
  names: (string | null)[];
  rating: number;
}

function filled(rows: readonly Row[], first: number): Facts {
  const facts = new Facts();
  facts.reserve(first + rows.length);
  for (const [index, { moments, names, rating }] of rows.entries()) {
    const row = first + index;
    for (const [place, name] of MOMENTS.entries()) facts.moments[name][row] = moments[place] ?? Number.NaN;
    for (const [place, label] of LABELS.entries()) {
      const column = facts.labels[label];
      column.rows[row] = column.placeOf(names[place] ?? null);
    }
    facts.ratings[row] = rating;
  }
  facts.length = first + rows.length;
  facts.known = facts.length - 1;
  return facts;
}

function rowsOf(facts: Facts, first: number) {
  return Array.from({ length: facts.length - first }, (_, index) => {
    const row = first + index;
    return [
      ...MOMENTS.map((name) => facts.moments[name][row]),
      ...LABELS.map((label) => facts.labels[label].names[facts.labels[label].rows[row] ?? 0]),
      facts.ratings[row],
    ];
  });
}
