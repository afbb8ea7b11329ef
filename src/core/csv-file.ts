import type { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

export interface CsvDownload {
  /** Plain letters, with its ending. */
  name: string;
  content: Readable;
}

/** A download that nobody keeps on the way: what it holds is for who asked, as of now. */
export function csvFile({ name, content }: CsvDownload, reply: FastifyReply): StreamableFile {
  void reply.headers({ 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' });
  return new StreamableFile(content, {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="${name}"`,
  });
}
