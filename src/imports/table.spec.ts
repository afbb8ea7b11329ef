import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reading, ReadRow } from './imported-ticket';
import { type CsvRecord, recordsOf, START } from './record-reader';
import { openTable, rowsOf } from './table';
import { type Encoding, endsInMidLine, toUtf8 } from './text-file';
import { readRow } from './ticket-row';

const SAMPLES = join(__dirname, '../../test/samples');

const READING: Reading = {
  dateOrder: null,
  timeZone: 'Asia/Kolkata',
  country: 'IN',
  categories: new Map(['Billing Problem', 'Technical Support'].map((name) => [name.toLowerCase(), name])),
  now: new Date('2026-01-01T00:00:00Z'),
  isCutOff: false,
};

describe('a file in any dialect', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'shopbell-samples-'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const copy = async (name: string) => {
    const path = join(folder, name);
    return { path, encoding: await toUtf8(join(SAMPLES, name), path) };
  };
  const read = async (name: string, reading: Partial<Reading> = {}): Promise<ReadRow[]> => {
    const { path } = await copy(name);
    const table = await openTable(path);
    const { size } = statSync(path);
    const isCutOff = await endsInMidLine(path);
    const rows: ReadRow[] = [];
    for await (const record of rowsOf(table))
      rows.push(readRow(table, record, size, { ...READING, isCutOff, ...reading }));
    return rows;
  };
  const kinds = (rows: ReadRow[]) => rows.map(({ line, errors }) => [line, ...errors.map(({ kind }) => kind)]);

  it.each<[string, Encoding, string]>([
    ['comma-utf8.csv', 'utf-8', ','],
    ['comma-utf8-mark-crlf.csv', 'utf-8', ','],
    ['semicolon-windows-1252.csv', 'windows-1252', ';'],
    ['tab-utf16le.csv', 'utf-16le', '\t'],
    ['tab-utf16le-no-mark.csv', 'utf-16le', '\t'],
    ['pipe-utf16be.csv', 'utf-16be', '|'],
    ['other-names.csv', 'utf-8', ','],
  ])('%s says the same', async (name, expected, separator) => {
    const { path, encoding } = await copy(name);
    expect({ encoding, separator: (await openTable(path)).separator }).toEqual({ encoding: expected, separator });

    const rows = await read(name);
    expect(rows.map(({ line }) => line)).toEqual([2, 3, 5]);
    expect(rows.map(({ ticket }) => ticket)).toMatchObject([
      {
        externalId: 'Q1',
        email: 'zoë@mail.example',
        isEmailValid: true,
        phone: '09876543210',
        phoneE164: '+919876543210',
        phoneLast10: '9876543210',
        isPhoneValid: true,
        title: 'Billing Problem',
        category: 'Billing Problem',
        description: 'Charged twice – “why?”',
        status: 'closed',
        createdAt: new Date('2025-02-26T06:30:00Z'),
        closedAt: new Date('2025-03-01T06:30:00Z'),
      },
      { externalId: 'Q2', phone: '0123456789', isPhoneValid: false, status: 'open', category: 'Technical Support' },
      { externalId: 'Q3', email: 'not an address', isEmailValid: false, status: 'open', category: null },
    ]);
    expect(rows[1]?.ticket?.description.replaceAll('\r', '')).toBe('Two lines,\none cell');
    expect(rows.map(({ warnings }) => warnings.map(({ kind }) => kind))).toEqual([
      [],
      ['phoneInvalid'],
      ['nobodyHolds', 'emailInvalid'],
    ]);
  });

  it.each([
    ['day-first.csv', 'dmy'],
    ['month-first.csv', 'mdy'],
  ] as const)('%s gives the same days', async (name, dateOrder) => {
    const rows = await read(name, { dateOrder });
    expect(rows.map(({ ticket }) => ticket?.createdAt.toISOString())).toEqual([
      '2025-02-26T06:30:00.000Z',
      '2025-03-04T06:30:00.000Z',
      '2025-03-05T04:00:00.000Z',
    ]);
  });

  it('without ids gives the same row the same id, and another row another', async () => {
    const ids = (await read('no-ids.csv')).map(({ ticket }) => ticket?.externalId);
    expect((await read('no-ids.csv')).map(({ ticket }) => ticket?.externalId)).toEqual(ids);
    expect(new Set(ids).size).toBe(3);
  });

  it('keeps broken rows out and the rest in', async () => {
    expect(kinds(await read('broken-rows.csv'))).toEqual([
      [2],
      [3, 'dateUnreadable', 'createdMissing'],
      [4, 'statusUnknown'],
      [5, 'tooManyCells'],
      [6, 'closedBeforeCreated'],
      [7, 'empty'],
      [8],
    ]);
  });

  it('keeps out a row that was cut off, and no other', async () => {
    expect(kinds(await read('cut-off.csv'))).toEqual([[2], [3], [5], [6, 'truncated']]);
    expect(kinds(await read('cut-off-in-quote.csv'))).toEqual([[2], [3], [5], [6, 'unreadable']]);
  });

  it('loses to a quote that never closes that row alone', async () => {
    expect(kinds(await read('open-quote.csv'))).toEqual([[2], [3, 'unreadable'], [4]]);
  });

  it('loses to a cell of ten megabytes that row alone', async () => {
    const path = join(folder, 'long.csv');
    writeFileSync(path, `id,title\n1,ok\n2,${'x'.repeat(10 * 1024 * 1024)}\n3,"${'y'.repeat(600_000)}"\n4,ok\n`);
    const records: CsvRecord[] = [];
    for await (const record of recordsOf(path, ',', START)) records.push(record);
    expect(records.map(({ cells, line }) => [line, cells?.[0]])).toEqual([
      [1, 'id'],
      [2, '1'],
      [3, undefined],
      [4, undefined],
      [5, '4'],
    ]);
  });

  it('goes on from any row', async () => {
    const table = await openTable((await copy('comma-utf8-mark-crlf.csv')).path);
    const all: CsvRecord[] = [];
    for await (const record of rowsOf(table)) all.push(record);
    for (const [index, { end }] of all.entries()) {
      const rest: CsvRecord[] = [];
      for await (const record of rowsOf(table, end)) rest.push(record);
      expect(rest).toEqual(all.slice(index + 1));
    }
  });

  it.each([
    ['no-header.csv', 'names no column'],
    ['empty.csv', 'empty'],
    ['book.xlsx', 'workbook'],
    ['picture.csv', 'not a text file'],
    ['pointless.csv', 'what the tickets are about'],
  ])('is refused when it is none: %s', async (name, reason) => {
    const sources: Record<string, Buffer> = {
      'empty.csv': Buffer.alloc(0),
      'book.xlsx': Buffer.from('PK\x03\x04 workbook'),
      'picture.csv': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 1, 0, 0]),
      'pointless.csv': Buffer.from('id,email\n1,a@mail.example\n'),
    };
    const source = sources[name];
    const from = source ? join(folder, `raw-${name}`) : join(SAMPLES, name);
    if (source) writeFileSync(from, source);
    const to = join(folder, name);
    await expect(
      (async () => {
        await toUtf8(from, to);
        for await (const _ of rowsOf(await openTable(to)));
      })(),
    ).rejects.toThrow(reason);
  });
});
