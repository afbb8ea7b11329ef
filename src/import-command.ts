import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { ImportOptions, type ImportView } from './contract/imports.dto';
import { SYSTEM } from './core/actor';
import { validated } from './core/validate';
import { StartError } from './database/data-source';
import { IMPORT_HELP } from './import-help';
import { ImportsService } from './imports/imports.service';
import { ShopsService } from './shops/shops.service';

/** Rows that are named one by one. */
const MOST_SHOWN = 20;
const LOOK_EVERY_MS = 300;

type Options = Record<string, string | undefined>;

/** What is found goes to standard output, how far it is to standard error. */
export async function importTickets(app: INestApplicationContext, options: Options): Promise<number> {
  const { file } = options;
  if (!file || !options.shop) throw new StartError(IMPORT_HELP);
  const shop = await app.get(ShopsService).findNamed(options.shop);
  if (!shop) throw new StartError(`There is no shop "${options.shop}".`);
  await access(file, constants.R_OK).catch(() => {
    throw new StartError(`The file ${file} cannot be read.`);
  });
  const { 'date-order': dateOrder, 'time-zone': timeZone, country } = options;
  const given = Object.entries({ shopId: shop.id, dateOrder, country, timeZone }).filter(([, value]) => value);
  const imports = app.get(ImportsService);
  const checked = await imports.check(SYSTEM, validated(ImportOptions, Object.fromEntries(given)), () =>
    Promise.resolve({ name: basename(file), content: createReadStream(file), isTooLong: () => false }),
  );
  report(checked);
  if (options['dry-run']) {
    await imports.discard(SYSTEM, checked.id);
    return checked.refused === 0 ? 0 : 3;
  }
  return bringIn(imports, checked.id);
}

async function bringIn(imports: ImportsService, id: string): Promise<number> {
  let job = await imports.confirm(SYSTEM, id);
  while (job.status === 'running') {
    process.stderr.write(`\r${job.rowsDone} of ${job.rows} rows`);
    await pause(LOOK_EVERY_MS);
    job = await imports.get(SYSTEM, id);
  }
  process.stderr.write(`\r${job.rowsDone} of ${job.rows} rows\n`);
  say(`${job.created} tickets came in, ${job.existing} were there already, ${job.refused} rows stayed out.`);
  if (job.status === 'failed') throw new StartError(job.failure ?? 'The import failed.');
  return job.refused === 0 ? 0 : 3;
}

function report({ findings, rows, created, existing, refused, problemCounts, problems }: ImportView): void {
  const { encoding, separator, dates, columns, unreadColumns, newCategories } = findings;
  const order = { dmy: 'day first', mdy: 'month first', none: 'each says it' }[dates.order ?? 'none'];
  say(`${rows} rows: ${created} new, ${existing} there already, ${refused} cannot be taken.`);
  say(
    `Encoding ${encoding}, separator ${JSON.stringify(separator)}, dates: ${order}${dates.isGiven ? ' (given)' : ''}.`,
  );
  say(`Read: ${columns.map(({ field, header }) => `${header} → ${field}`).join(', ')}.`);
  if (unreadColumns.length > 0) say(`Not read: ${unreadColumns.join(', ')}.`);
  if (newCategories.length > 0) say(`Categories the shop does not have: ${newCategories.join(', ')}.`);
  for (const { severity, kind, field, count } of problemCounts)
    say(`${severity} ${kind} ${field ?? ''}: ${count} rows`);
  const errors = problems.filter(({ severity }) => severity === 'error');
  for (const { line, kind, field, value } of errors.slice(0, MOST_SHOWN)) {
    say(`  line ${line}: ${kind} ${field ?? ''} ${JSON.stringify(value)}`);
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
