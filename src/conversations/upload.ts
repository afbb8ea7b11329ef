import type {} from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../core/app-error';
import type { Upload } from './attachments.service';

/** The file of a multipart request, in the field `file`. */
export async function uploadOf(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw new AppError('UNSUPPORTED_TYPE', 'Send the file as multipart/form-data.');
  const part = await readable(() => request.file());
  if (part?.fieldname !== 'file') throw AppError.field('file', 'Send one file in the field "file".');
  return { name: part.filename, read: () => readable(() => part.toBuffer()) };
}

/** What the parser makes of a broken body is the sender's mistake, not ours. */
async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error) throw error;
    throw new AppError('VALIDATION_FAILED', 'The upload could not be read.');
  }
}
