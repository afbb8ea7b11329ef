import { HttpException } from '@nestjs/common';
import { EntityNotFoundError, QueryFailedError } from 'typeorm';
import { ERROR_STATUS, type ErrorBody, type ErrorCode } from '../contract/errors';
import { AppError } from './app-error';
import { log } from './log';

/** Driver codes of a database that is away or overloaded: nothing was changed, trying again is safe. */
const UNAVAILABLE_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'POOL_CLOSED',
  'POOL_ENQUEUELIMIT',
  'ER_CON_COUNT_ERROR',
  'ER_SERVER_SHUTDOWN',
  'ER_CONNECTION_KILLED',
  'ER_OPTION_PREVENTS_STATEMENT',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_LOCK_DEADLOCK',
  'ER_STATEMENT_TIMEOUT',
  'SQLITE_BUSY',
  'SQLITE_FULL',
]);

/** What a row refers to was deleted, or is referred to, since this request looked: somebody was faster. */
const REFERENCE_CODES = new Set([
  'ER_NO_REFERENCED_ROW',
  'ER_NO_REFERENCED_ROW_2',
  'ER_ROW_IS_REFERENCED',
  'ER_ROW_IS_REFERENCED_2',
  'SQLITE_CONSTRAINT_FOREIGNKEY',
]);

/**
 * The one place where a thrown value becomes what a client sees, over HTTP and over sockets alike. What is logged of it
 * carries the request's id; an asynchronous context that held it would cost every message a tenth more.
 */
export function toErrorBody(error: unknown, requestId?: string): ErrorBody {
  if (error instanceof AppError) return error.toBody();
  if (error instanceof EntityNotFoundError) return { code: 'NOT_FOUND', message: 'There is no such thing.' };
  if (error instanceof HttpException) return ofStatus(error.getStatus());

  const status = statusOf(error);
  if (status !== undefined && status >= 400 && status < 500) return ofStatus(status);

  if (isUnavailable(error)) {
    log.warn({ err: error, requestId }, 'a dependency is away');
    return { code: 'UNAVAILABLE', message: 'The service is busy for the moment. Try again shortly.', retryAfter: 2 };
  }

  if (REFERENCE_CODES.has(driverCode(error) ?? ''))
    return { code: 'STATE_CONFLICT', message: 'Something this refers to was changed at the same moment. Try again.' };

  log.error({ err: error, requestId }, 'unexpected error');
  return { code: 'INTERNAL', message: 'Something went wrong on our side. Try again; if it stays, tell support.' };
}

/** Whether the database could not be asked, as opposed to having refused. */
export function isUnavailable(error: unknown): boolean {
  const code = driverCode(error);
  return code !== undefined && UNAVAILABLE_CODES.has(code);
}

function driverCode(error: unknown): string | undefined {
  const source: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (typeof source !== 'object' || source === null || !('code' in source)) return undefined;
  return typeof source.code === 'string' ? source.code : undefined;
}

/** Errors of the HTTP server itself carry their status. */
function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

const CODE_OF_STATUS: Record<number, [ErrorCode, string]> = {
  400: ['VALIDATION_FAILED', 'The request could not be read.'],
  401: ['UNAUTHENTICATED', 'Sign in first.'],
  403: ['FORBIDDEN', 'You may not do this.'],
  404: ['NOT_FOUND', 'There is nothing at this address.'],
  405: ['METHOD_NOT_ALLOWED', 'This address does not take that method.'],
  413: ['PAYLOAD_TOO_LARGE', 'That is too large.'],
  415: ['UNSUPPORTED_TYPE', 'That kind of content is not accepted here.'],
  422: ['UNPROCESSABLE', 'The request cannot be carried out.'],
  429: ['RATE_LIMITED', 'Too many requests. Wait a moment.'],
  503: ['UNAVAILABLE', 'The service is busy for the moment. Try again shortly.'],
};

function ofStatus(status: number): ErrorBody {
  const [code, message] = CODE_OF_STATUS[status] ??
    (status < 500 ? CODE_OF_STATUS[400] : undefined) ?? ['INTERNAL', 'Something went wrong.'];
  return { code, message };
}

export function statusOfBody(body: ErrorBody): number {
  return ERROR_STATUS[body.code];
}
