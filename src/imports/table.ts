import { type Columns, columnsOf, knownHeaders } from './columns';
import { type CsvRecord, type Position, recordsOf, START, UnreadableFile } from './record-reader';

const SEPARATORS = [',', ';', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** A file that is understood so far as to tell its rows and columns. */
export interface Table {
  path: string;
  separator: Separator;
  header: string[];
  columns: Columns;
  /** Where the first row begins. */
  rowsFrom: Position;
}

/** The table in a file in UTF-8. The right separator is the one that makes the first line name the most columns. */
export async function openTable(path: string): Promise<Table> {
  let best: { separator: Separator; record: CsvRecord & { cells: string[] }; known: number } | null = null;
  for (const separator of SEPARATORS) {
    const record = await firstRecord(path, separator);
    if (!record?.cells) continue;
    const known = knownHeaders(record.cells);
    if (known > (best?.known ?? 0)) best = { separator, record: { ...record, cells: record.cells }, known };
  }
  if (!best)
    throw new UnreadableFile('The first line names no column that is known. It has to say what is in which column.');
  const { separator, record } = best;
  const header = record.cells.map((name) => name.trim());
  const columns = columnsOf(header);
  if (columns.at.title === undefined && columns.at.description === undefined) {
    throw new UnreadableFile(`No column says what the tickets are about. The columns are: ${header.join(', ')}.`);
  }
  return { path, separator, header, columns, rowsFrom: record.end };
}

export function rowsOf(table: Table, from: Position = table.rowsFrom): AsyncGenerator<CsvRecord> {
  return recordsOf(table.path, table.separator, from);
}

async function firstRecord(path: string, separator: Separator): Promise<CsvRecord | null> {
  for await (const record of recordsOf(path, separator, START)) return record;
  return null;
}
