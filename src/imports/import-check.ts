import { createHash } from 'node:crypto';
import type { DateOrder, ImportFindings, ImportOptions } from '../contract/imports.dto';
import { LIMITS } from '../contract/limits';
import { AppError } from '../core/app-error';
import { normalKey } from '../core/normal';
import { shortened } from '../core/text';
import { ticketCategoriesOf } from '../shops/new-shop';
import type { Shop } from '../shops/shop.entity';
import type { Field } from './columns';
import { type DateEvidence, decideOrder, NO_EVIDENCE, weigh } from './dates';
import type { ImportedTicket, Reading, ReadRow } from './imported-ticket';
import { ProblemTally } from './problem-tally';
import { openTable, rowsOf, type Table } from './table';
import { type Encoding, endsInMidLine } from './text-file';
import { readRow } from './ticket-row';

const BATCH = 500;
const MOST_NEW_CATEGORIES = 50;
const DATE_FIELDS: readonly Field[] = ['createdAt', 'firstResponseAt', 'closedAt'];

export interface FileToCheck {
  path: string;
  size: number;
  encoding: Encoding;
  shop: Shop;
  options: ImportOptions;
  now: Date;
}

export interface Checked {
  findings: ImportFindings;
  table: Table;
  rows: number;
  created: number;
  existing: number;
  refused: number;
  flagged: number;
  problems: ProblemTally;
}

/** Which of these ids the shop has tickets for. */
type FindKnown = (externalIds: string[]) => Promise<ReadonlySet<string>>;

/** Goes through the whole file without storing anything, and says what would come of it. */
export async function checkFile(file: FileToCheck, known: FindKnown): Promise<Checked> {
  const { path, size, encoding, shop, options, now } = file;
  const table = await openTable(path);
  const evidence = await weighDates(table);
  const dateOrder = options.dateOrder ?? orderOf(evidence);
  const reading = await readingOf({
    path,
    shop,
    dateOrder,
    now,
    country: options.country ?? shop.settings.country,
    timeZone: options.timeZone ?? shop.timeZone,
  });
  const count = new Count(new Set(reading.categories.keys()));
  for await (const batch of batchesOf(table, size, reading)) {
    const found = await known(batch.flatMap(({ ticket }) => (ticket ? [ticket.externalId] : [])));
    for (const row of batch) count.add(row, found);
  }
  if (count.rows === 0) throw AppError.field('file', 'The file has a header and no rows.');
  return {
    ...{ table, rows: count.rows, problems: count.problems },
    ...{ created: count.created, existing: count.existing, refused: count.refused, flagged: count.flagged },
    findings: {
      encoding,
      separator: table.separator,
      dates: {
        order: dateOrder,
        isGiven: options.dateOrder !== undefined,
        dayFirst: evidence.dmy,
        monthFirst: evidence.mdy,
        either: evidence.either,
      },
      country: reading.country,
      timeZone: reading.timeZone,
      columns: Object.entries(table.columns.at).map(([field, at]) => ({ field, header: table.header[at] ?? '' })),
      unreadColumns: table.columns.unread,
      byStatus: count.byStatus,
      newCategories: [...count.newCategories],
    },
  };
}

interface ReadingOptions {
  path: string;
  shop: Shop;
  dateOrder: DateOrder | null;
  country: string;
  timeZone: string;
  now: Date;
}

/** How the rows of the file are read, the same now and when they are stored. */
export async function readingOf({ path, shop, ...rest }: ReadingOptions): Promise<Reading> {
  const names = ticketCategoriesOf(shop.settings);
  return {
    ...rest,
    categories: new Map(names.map((name) => [normalKey(name), name])),
    isCutOff: await endsInMidLine(path),
  };
}

async function* batchesOf(table: Table, size: number, reading: Reading): AsyncGenerator<ReadRow[]> {
  let batch: ReadRow[] = [];
  for await (const record of rowsOf(table)) {
    batch.push(readRow(table, record, size, reading));
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

async function weighDates(table: Table): Promise<DateEvidence> {
  const evidence = { ...NO_EVIDENCE };
  const places = DATE_FIELDS.flatMap((field) => table.columns.at[field] ?? []);
  let rows = 0;
  for await (const { cells } of rowsOf(table)) {
    rows += 1;
    if (rows > LIMITS.importRows) {
      throw new AppError('PAYLOAD_TOO_LARGE', `A file has at most ${LIMITS.importRows} rows; split it.`);
    }
    for (const place of places) weigh(evidence, cells?.[place] ?? '');
  }
  return evidence;
}

function orderOf(evidence: DateEvidence): DateOrder | null {
  const decision = decideOrder(evidence);
  if (decision.isSure) return decision.order;
  const { dmy, mdy, either, example } = evidence;
  const message =
    decision.why === 'both'
      ? `Some dates can only be day first (${dmy}) and some only month first (${mdy}). Say which it is; the others stay out.`
      : `No row tells whether ${example} is day first or month first. Say which it is.`;
  throw new AppError('UNPROCESSABLE', message, {
    errors: [{ field: 'dateOrder', message }],
    details: { dateOrder: { dayFirst: dmy, monthFirst: mdy, either, example } },
  });
}

/** Counts rows by what would become of them. */
class Count {
  rows = 0;
  created = 0;
  existing = 0;
  refused = 0;
  flagged = 0;
  readonly byStatus = { open: 0, in_progress: 0, on_hold: 0, closed: 0 };
  readonly newCategories = new Set<string>();
  readonly problems = new ProblemTally();
  private readonly ids = new Set<number>();

  constructor(private readonly categories: ReadonlySet<string>) {}

  add(row: ReadRow, known: ReadonlySet<string>): void {
    this.rows += 1;
    this.problems.addRow(row);
    if (!row.ticket) this.refused += 1;
    else if (known.has(row.ticket.externalId)) this.existing += 1;
    else if (this.isRepeated(row.ticket.externalId)) this.repeat(row);
    else this.take(row, row.ticket);
  }

  /** Another row of the file has the id already; whether it says the same is seen when both are stored. */
  private repeat({ line, ticket }: ReadRow): void {
    this.existing += 1;
    this.problems.add({
      line,
      severity: 'warning',
      kind: 'idRepeated',
      field: 'externalId',
      value: shortened(ticket?.externalId ?? '', 80),
    });
  }

  private take({ warnings }: ReadRow, { status, category }: ImportedTicket): void {
    this.created += 1;
    if (warnings.length > 0) this.flagged += 1;
    this.byStatus[status] += 1;
    const isNew = category !== null && !this.categories.has(normalKey(category));
    if (isNew && this.newCategories.size < MOST_NEW_CATEGORIES) this.newCategories.add(category);
  }

  /** Six bytes of each id, so that half a million of them are a few megabytes; a coincidence only misstates a preview. */
  private isRepeated(externalId: string): boolean {
    const id = createHash('sha1').update(externalId).digest().readUIntBE(0, 6);
    if (this.ids.has(id)) return true;
    this.ids.add(id);
    return false;
  }
}
