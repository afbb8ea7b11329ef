import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { CsvError, type Info, parse } from 'csv-parse';

/** A place between two records of a file in UTF-8. */
export interface Position {
  byte: number;
  /** Lines before it. */
  line: number;
}

export const START: Position = { byte: 0, line: 0 };

export interface CsvRecord {
  /** Null for one that cannot be read: a quote that never closes, or longer than any row is. */
  cells: string[] | null;
  /** The line on which it begins, from 1. */
  line: number;
  end: Position;
}

/** Longer than a row with the longest description in it; what an open quote swallows is stopped here. */
const MOST_RECORD_BYTES = 256 * 1024;
/** Read at once: rows of one piece are gone through in one go, and others wait meanwhile. */
const PIECE_BYTES = 8 * 1024;
/** A file with more open quotes than this is none. */
const MOST_BROKEN = 100;

export class UnreadableFile extends Error {}

/**
 * The records from a position on. One that cannot be read costs itself and its line alone: reading goes on with the
 * next line, as if the quote that opened on it had not.
 */
export async function* recordsOf(path: string, separator: string, from: Position): AsyncGenerator<CsvRecord> {
  let at = from;
  for (let broken = 0; ; broken++) {
    const failure: { records: number } | null = yield* readable(path, separator, at, null, (end) => {
      at = end;
    });
    if (!failure) return;
    if (broken === MOST_BROKEN) throw new UnreadableFile('Too many of its quotes never close.');
    // What was read before the failure but not handed over yet.
    yield* readable(path, separator, at, failure.records, (end) => {
      at = end;
    });
    const end = await afterLine(path, at);
    yield { cells: null, line: end.line, end };
    at = end;
  }
}

interface Parsed {
  record: string[];
  info: Info;
}

/** Hands over what can be read, at most `limit` records, and answers with how many more there would have been. */
async function* readable(
  path: string,
  separator: string,
  from: Position,
  limit: number | null,
  reached: (end: Position) => void,
): AsyncGenerator<CsvRecord, { records: number } | null> {
  if (limit === 0) return null;
  const file = createReadStream(path, { start: from.byte, highWaterMark: PIECE_BYTES });
  const parser = file.pipe(
    parse({
      delimiter: separator,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MOST_RECORD_BYTES,
      info: true,
      ...(limit === null ? {} : { to: limit }),
    }),
  );
  file.on('error', (error) => parser.destroy(error));
  let handed = 0;
  // The parser counts some line ends inside cells twice.
  let breaks = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      handed += 1;
      const line = from.line + handed + info.empty_lines + breaks;
      breaks += lineBreaksIn(record);
      const end = { byte: from.byte + info.bytes, line: line + lineBreaksIn(record) };
      reached(end);
      yield { cells: record, line, end };
    }
    return null;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { records: Number(error.records ?? 0) - handed };
  } finally {
    file.destroy();
  }
}

function lineBreaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

/** The beginning of the next line. */
async function afterLine(path: string, from: Position): Promise<Position> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(64 * 1024);
    let { byte, line } = from;
    let isBegun = false;
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, byte);
      if (bytesRead === 0) return { byte, line: line + 1 };
      for (let index = 0; index < bytesRead; index++) {
        const isEnd = buffer[index] === 10;
        if (isEnd) line += 1;
        // Empty lines may come before it.
        if (isEnd && isBegun) return { byte: byte + index + 1, line };
        isBegun ||= !isEnd && buffer[index] !== 13;
      }
      byte += bytesRead;
    }
  } finally {
    await file.close();
  }
}
