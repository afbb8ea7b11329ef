import type {} from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { LIMITS } from '../contract/limits';
import { AppError } from '../core/app-error';
import type { SentFile } from './imports.service';

/** The file of a multipart request, in the field `file`, as a stream that nobody has read from yet. */
export async function sentFileOf(request: FastifyRequest): Promise<SentFile> {
  if (!request.isMultipart()) throw new AppError('UNSUPPORTED_TYPE', 'Send the file as multipart/form-data.');
  // Going through half a million rows takes longer than a quiet connection lasts otherwise.
  request.raw.setTimeout(0);
  const part = await request.file({ limits: { fileSize: LIMITS.importBytes } });
  if (part?.fieldname !== 'file') throw AppError.field('file', 'Send one file in the field "file".');
  return { name: part.filename, content: part.file, isTooLong: () => part.file.truncated };
}
