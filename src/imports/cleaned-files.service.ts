import { Injectable } from '@nestjs/common';
import type { Actor } from '../core/actor';
import { AppError } from '../core/app-error';
import { type Cell, csvStream } from '../core/csv';
import type { CsvDownload } from '../core/csv-file';
import { localTime } from '../core/local-time';
import { ShopsService } from '../shops/shops.service';
import type { Import } from './import.entity';
import { readingOf } from './import-check';
import { ImportFiles } from './import-files';
import type { ImportedTicket, Problem, Reading } from './imported-ticket';
import { ImportsService } from './imports.service';
import { openTable, rowsOf } from './table';
import { readRow } from './ticket-row';

const DAY = 86_400_000;

const COLUMNS: Record<string, (ticket: ImportedTicket, time: (at: Date | null) => string | null) => Cell> = {
  id: ({ externalId }) => externalId,
  customer_name: ({ customerName }) => customerName,
  email: ({ email }) => email,
  email_valid: ({ isEmailValid }) => isEmailValid,
  phone: ({ phone }) => phone,
  phone_e164: ({ phoneE164 }) => phoneE164,
  phone_last_10: ({ phoneLast10 }) => phoneLast10,
  phone_valid: ({ isPhoneValid }) => isPhoneValid,
  title: ({ title }) => title,
  description: ({ description }) => description,
  category: ({ category }) => category,
  status: ({ status }) => status,
  priority: ({ priority }) => priority,
  tags: ({ tags }) => tags.join(', '),
  assignee: ({ assignee }) => assignee,
  created_at: ({ createdAt }, time) => time(createdAt),
  first_response_at: ({ firstResponseAt }, time) => time(firstResponseAt),
  closed_at: ({ closedAt }, time) => time(closedAt),
  close_reason: ({ closeReason }) => closeReason,
  resolution_days: ({ createdAt, closedAt }) => closedAt && (closedAt.getTime() - createdAt.getTime()) / DAY,
};

/** Gives a file back as it was understood: one spelling of everything, what is invalid marked, what is broken left out. */
@Injectable()
export class CleanedFiles {
  constructor(
    private readonly imports: ImportsService,
    private readonly files: ImportFiles,
    private readonly shops: ShopsService,
  ) {}

  async of(actor: Actor, importId: string, timeZone?: string): Promise<CsvDownload> {
    const job = await this.imports.find(actor, importId);
    if (!(await this.files.has(job.id))) throw new AppError('NOT_FOUND', 'The file is no longer kept.');
    const { dates, country, timeZone: ofFile } = job.findings;
    const path = this.files.pathOf(job.id);
    const shop = await this.shops.byId(job.shopId);
    const given = { path, shop, dateOrder: dates.order, country, timeZone: ofFile, now: job.createdAt };
    const rows = cleanedRows(job, path, await readingOf(given), timeZone ?? ofFile);
    const name = `cleaned_${job.fileName
      .replace(/\.[^.]*$/, '')
      .replace(/[^\w-]+/g, '_')
      .slice(0, 80)}.csv`;
    return { name, content: csvStream([...Object.keys(COLUMNS), 'marks'], rows) };
  }
}

async function* cleanedRows(job: Import, path: string, reading: Reading, timeZone: string): AsyncGenerator<Cell[]> {
  const table = await openTable(path);
  const time = (at: Date | null) => at && localTime(at, timeZone);
  for await (const record of rowsOf(table)) {
    const { ticket, warnings } = readRow(table, record, job.size, reading);
    if (ticket) yield [...Object.values(COLUMNS).map((cell) => cell(ticket, time)), marksOf(warnings)];
  }
}

function marksOf(warnings: readonly Problem[]): string {
  return warnings.map(({ kind }) => kind).join(' ');
}
