import { createHash } from 'node:crypto';
import { isEmail } from 'class-validator';
import { unguarded } from '../core/csv';
import { normalKey } from '../core/normal';
import { writtenPhone } from '../core/phone';
import { shortened, tidy } from '../core/text';
import type { Field } from './columns';
import { closingOf, type ReadDate, readDate } from './dates';
import type { ImportedTicket, Problem, Reading, ReadRow, RowError, RowWarning } from './imported-ticket';
import type { CsvRecord } from './record-reader';
import type { Table } from './table';
import { priorityOf, type StatusWord, statusOf } from './words';

/** Characters that each field holds, and tags that a ticket has. */
const MOST = {
  ...{ externalId: 120, title: 200, description: 10_000, category: 80, name: 120, email: 254, phone: 40 },
  ...{ tags: 20, tag: 40, reason: 200, excerpt: 80 },
};

/** What one row says; pure, so that reading it again gives the same ticket. `size` is the file's, in bytes. */
export function readRow(table: Table, record: CsvRecord, size: number, reading: Reading): ReadRow {
  const { cells, line, end } = record;
  const row = new Row(table, cells ?? [], reading);
  const isCutOff = reading.isCutOff && end.byte === size;
  const broken = cells ? brokenShape(table, cells, isCutOff) : 'unreadable';
  if (broken) {
    row.refuse(null, broken, (cells ?? []).join(table.separator));
    return { line, ticket: null, errors: row.errors, warnings: [] };
  }
  const ticket = row.ticket();
  return { line, ticket: row.errors.length > 0 ? null : ticket, errors: row.errors, warnings: row.warnings };
}

/** Cells at the end that are empty, or left out where spreadsheets leave them out, change nothing. */
function brokenShape({ columns }: Table, cells: readonly string[], isCutOff: boolean): RowError | null {
  if (cells.slice(columns.width).some((cell) => cell.trim())) return 'tooManyCells';
  return isCutOff && cells.length < columns.width ? 'truncated' : null;
}

/** Reads the cells of one row and gathers what is wrong with them. */
class Row {
  readonly errors: Problem<RowError>[] = [];
  readonly warnings: Problem<RowWarning>[] = [];

  constructor(
    private readonly table: Table,
    private readonly cells: readonly string[],
    private readonly reading: Reading,
  ) {}

  refuse(field: Field | null, kind: RowError, value: string): void {
    this.errors.push({ field, kind, value: excerpt(value) });
  }

  ticket(): ImportedTicket {
    const status = this.status();
    return {
      externalId: this.externalId(),
      ...this.text(),
      category: this.category(),
      priority: this.priority(),
      tags: this.tags(),
      customerName: this.cut('customerName', MOST.name),
      ...this.email(),
      ...this.phone(),
      assignee: this.cell('assignee') || null,
      closeReason: this.cut('closeReason', MOST.reason),
      status,
      ...this.times(status),
    };
  }

  /** The id of the file, or one made of everything the row says, so that the same row is the same ticket again. */
  private externalId(): string {
    const id = this.cell('externalId');
    if (id.length > MOST.externalId) this.refuse('externalId', 'idTooLong', id);
    if (id) return id;
    const content = createHash('sha256').update(JSON.stringify(this.cells.map((cell) => cell.trim())));
    return `row-${content.digest('hex').slice(0, 40)}`;
  }

  private text(): Pick<ImportedTicket, 'title' | 'description'> {
    const title = this.cell('title');
    const description = this.cell('description');
    if (!title && !description) this.refuse('description', 'empty', '');
    if (title.length > MOST.title) this.refuse('title', 'titleTooLong', title);
    if (description.length > MOST.description) this.refuse('description', 'descriptionTooLong', description);
    return { title: title || beginning(description), description: description || title };
  }

  /** Without a column for it, the heading is the category where it is the name of one. */
  private category(): string | null {
    const own = this.cut('category', MOST.category);
    const isNamed = this.table.columns.at.category !== undefined;
    const known = this.reading.categories.get(normalKey(isNamed ? (own ?? '') : this.cell('title')));
    return known ?? own;
  }

  private status(): StatusWord {
    const text = this.cell('status');
    if (!text) return this.cell('closedAt') ? 'closed' : 'open';
    const status = statusOf(text);
    if (!status) this.refuse('status', 'statusUnknown', text);
    if (!status || status === 'open' || status === 'closed' || this.cell('assignee')) return status ?? 'open';
    // Nobody is at work on what nobody holds.
    this.warn('status', 'nobodyHolds', text);
    return 'open';
  }

  private priority(): ImportedTicket['priority'] {
    const text = this.cell('priority');
    const priority = text ? priorityOf(text) : 'normal';
    if (!priority) this.warn('priority', 'priorityUnknown', text);
    return priority ?? 'normal';
  }

  private tags(): string[] {
    const tags = this.cell('tags')
      .split(/[,;|]/)
      .map((tag) => shortened(tidy(tag), MOST.tag))
      .filter(Boolean);
    return [...new Set(tags)].slice(0, MOST.tags);
  }

  private email(): Pick<ImportedTicket, 'email' | 'isEmailValid'> {
    const email = this.cut('email', MOST.email);
    const isEmailValid = email !== null && isEmail(email);
    if (email === null) this.warnWhereNamed('email', 'emailMissing');
    else if (!isEmailValid) this.warn('email', 'emailInvalid', email);
    return { email, isEmailValid };
  }

  private phone(): Pick<ImportedTicket, 'phone' | 'phoneE164' | 'phoneLast10' | 'isPhoneValid'> {
    const text = this.cut('phone', MOST.phone);
    if (text === null) {
      this.warnWhereNamed('phone', 'phoneMissing');
      return { phone: null, phoneE164: null, phoneLast10: null, isPhoneValid: false };
    }
    const { written, e164, last10, isValid } = writtenPhone(text, this.reading.country);
    if (!isValid) this.warn('phone', 'phoneInvalid', text);
    return { phone: written, phoneE164: e164, phoneLast10: last10 || null, isPhoneValid: isValid };
  }

  private times(status: StatusWord): Pick<ImportedTicket, 'createdAt' | 'firstResponseAt' | 'closedAt'> {
    const created = this.date('createdAt');
    const closed = this.date('closedAt');
    const firstResponse = this.date('firstResponseAt');
    if (!created && (closed ?? firstResponse)) this.refuse('createdAt', 'createdMissing', this.cell('createdAt'));
    else if (!created && !this.cell('createdAt')) this.warnWhereNamed('createdAt', 'createdMissing');
    const from: ReadDate = created ?? { at: this.reading.now, isDay: false };

    if (status === 'closed' && !this.cell('closedAt')) this.warn('closedAt', 'closedMissing', '');
    if (status !== 'closed' && closed) this.warn('closedAt', 'closedIgnored', this.cell('closedAt'));
    const closedAt = status === 'closed' && closed ? closingOf(from, closed, this.reading.timeZone) : null;
    if (created && closedAt && closedAt < created.at)
      this.refuse('closedAt', 'closedBeforeCreated', this.cell('closedAt'));
    const firstResponseAt = firstResponse && closingOf(from, firstResponse, this.reading.timeZone);
    return { createdAt: from.at, closedAt, firstResponseAt };
  }

  private date(field: Field): ReadDate | null {
    const text = this.cell(field);
    if (!text) return null;
    const date = readDate(text, this.reading.dateOrder, this.reading.timeZone);
    if (!date) this.refuse(field, 'dateUnreadable', text);
    return date;
  }

  /** What the cell of the field says, without the guard against formulas. */
  private cell(field: Field): string {
    const at = this.table.columns.at[field];
    return at === undefined ? '' : tidy(unguarded(this.cells[at] ?? '').replaceAll('\0', ''));
  }

  private cut(field: Field, most: number): string | null {
    const text = this.cell(field);
    if (text.length > most) this.warn(field, 'valueCut', text);
    return shortened(text, most) || null;
  }

  private warn(field: Field, kind: RowWarning, value: string): void {
    this.warnings.push({ field, kind, value: excerpt(value) });
  }

  /** Where no column names it, every row would say the same. */
  private warnWhereNamed(field: Field, kind: RowWarning): void {
    if (this.table.columns.at[field] !== undefined) this.warn(field, kind, '');
  }
}

function excerpt(text: string): string {
  return text.length > MOST.excerpt ? `${shortened(text, MOST.excerpt)}…` : text;
}

/** The first words, for a ticket that nobody gave a title. */
function beginning(description: string): string {
  const line = description.replace(/\s+/g, ' ');
  return line.length <= 80 ? line : `${shortened(line, 79).replace(/\s\S*$/, '')}…`;
}
