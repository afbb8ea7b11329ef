import type { Page } from '../contract/common.dto';
import { LIMITS } from '../contract/limits';
import { type Cell, csvStream } from './csv';
import type { CsvDownload } from './csv-file';
import { localTime } from './local-time';

/** A time of the API as clocks show it where the reader is. */
export type Shown = (at: string | null) => string | null;

/** What each column says of an item, by the column's header. */
export type ExportColumns<Item> = Readonly<Record<string, (item: Item, shown: Shown) => Cell>>;

interface ListExport<Item> {
  /** Plain letters. @example "chats" */
  name: string;
  columns: ExportColumns<Item>;
  timeZone: string;
  /** The list itself, so that who may not see a row there does not get it here. */
  page: (paging: { limit: number; cursor?: string }) => Promise<Page<Item>>;
}

/** All of a list as CSV. A refusal comes before the first byte; after that it is read as fast as it is taken. */
export async function exportList<Item>({ name, columns, timeZone, page }: ListExport<Item>): Promise<CsvDownload> {
  const shown: Shown = (at) => at && localTime(new Date(at), timeZone);
  const first = await page({ limit: LIMITS.pageSize });
  const rows = async function* () {
    for (let here = first; ; ) {
      for (const item of here.items) yield Object.values(columns).map((cell) => cell(item, shown));
      if (!here.nextCursor) return;
      here = await page({ limit: LIMITS.pageSize, cursor: here.nextCursor });
    }
  };
  return { name: `${name}.csv`, content: csvStream(Object.keys(columns), rows()) };
}
