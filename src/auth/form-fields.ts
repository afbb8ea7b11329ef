import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { AppError } from '../core/app-error';

const FIELDS = 10;

/** Takes the fields of a multipart form as the body, for clients that send a `FormData`. */
@Injectable()
export class FormFields implements NestInterceptor {
  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.isMultipart()) request.body = await fieldsOf(request);
    return next.handle();
  }
}

async function fieldsOf(request: FastifyRequest): Promise<Record<string, unknown>> {
  const fields: [string, unknown][] = [];
  for await (const part of request.parts({ limits: { fields: FIELDS, parts: FIELDS, files: 0 } })) {
    if (part.type === 'file') throw new AppError('VALIDATION_FAILED', 'A file was not expected.');
    fields.push([part.fieldname, part.value]);
  }
  return Object.fromEntries(fields);
}
