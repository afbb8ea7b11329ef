import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

/** What a cell can hold. Times are written by `core/local-time.ts` before they come here. */
export type Cell = string | number | boolean | null;

/**
 * What spreadsheets take for a formula, also behind apostrophes that the cell has of its own, so that taking the guard
 * off again always gives the value back.
 */
const FORMULA = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const GUARDED = /^'+[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** The cell as a spreadsheet shows it rather than computes it. */
export function guarded(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** What was guarded. */
export function unguarded(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}

/** The table as a stream, row by row: however long it is, a few rows are in memory. */
export function csvStream(header: readonly string[], rows: AsyncIterable<readonly Cell[]>): Readable {
  const lines = stringify({
    columns: [...header],
    header: true,
    // Without the mark spreadsheets read UTF-8 as their own country's encoding.
    bom: true,
    record_delimiter: 'windows',
    // A guard outside quotes is dropped by some programs; and every kind of line end stays inside its cell.
    quoted_match: /^'|[\r\n]/,
    cast: { string: guarded, boolean: (value) => (value ? 'yes' : 'no') },
  });
  const source = Readable.from(rows);
  source.on('error', (error) => lines.destroy(error));
  lines.on('close', () => source.destroy());
  return source.pipe(lines);
}
