import { createReadStream, createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { decodeStream } from 'iconv-lite';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Why a file is no text that could be a table. */
export class NoTextError extends Error {}

/**
 * Writes the file anew in UTF-8 without a mark, and answers with what it was in. A file in UTF-8 can hardly be taken
 * for anything else, so what is not UTF-8 and has no mark is what spreadsheets write in the West.
 */
export async function toUtf8(from: string, to: string): Promise<Encoding> {
  const encoding = await encodingOf(from);
  const decoder = decodeStream(encoding === 'windows-1252' ? 'win1252' : encoding, { stripBOM: true });
  await pipeline(createReadStream(from), decoder, refusingNulls(), createWriteStream(to, { mode: 0o600 }));
  return encoding;
}

async function encodingOf(path: string): Promise<Encoding> {
  const head = await headOf(path, 4096);
  if (head.length === 0) throw new NoTextError('The file is empty.');
  if (head.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) {
    throw new NoTextError('This is a workbook, not a CSV file. Save it as CSV in the spreadsheet program.');
  }
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const [even, odd] = [nullsAt(head, 0), nullsAt(head, 1)];
  // In UTF-16 every second byte of plain letters is empty, and in no other text any is.
  if (odd > head.length / 5 && even < odd / 4) return 'utf-16le';
  if (even > head.length / 5 && odd < even / 4) return 'utf-16be';
  return (await isUtf8(path)) ? 'utf-8' : 'windows-1252';
}

async function headOf(path: string, length: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function nullsAt(bytes: Buffer, parity: 0 | 1): number {
  return bytes.reduce((sum, byte, index) => sum + (byte === 0 && index % 2 === parity ? 1 : 0), 0);
}

async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path)) decoder.decode(chunk as Buffer, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
    throw error;
  }
}

/** Pictures and programs are no text in any encoding. */
function refusingNulls(): Transform {
  return new Transform({
    decodeStrings: false,
    transform(chunk: string | Buffer, _encoding, done: TransformCallback) {
      const text = String(chunk);
      if (text.includes('\0')) done(new NoTextError('This is not a text file.'));
      else done(null, text);
    },
  });
}

/** Whether the file stops without ending its last line, as one does that was cut off. */
export async function endsInMidLine(path: string): Promise<boolean> {
  const { size } = await stat(path);
  if (size === 0) return false;
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer[0] !== 10 && buffer[0] !== 13;
  } finally {
    await file.close();
  }
}
