import { STATUS_CODES } from 'node:http';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { statusOfBody, toErrorBody } from './error-body';

/** Answers every failure over HTTP as `application/problem+json` (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}

/** Also for what fails before Nest: an unknown address, a body that cannot be read. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  if (reply.sent) return;
  const body = toErrorBody(error, request.id);
  const status = statusOfBody(body);
  const { code, message, errors, details, retryAfter } = body;
  if (retryAfter !== undefined) void reply.header('Retry-After', String(Math.ceil(retryAfter)));
  // What RFC 9110 asks of every 401.
  if (status === 401) void reply.header('WWW-Authenticate', 'Bearer');
  void reply.status(status).type('application/problem+json; charset=utf-8').send({
    type: 'about:blank',
    title: STATUS_CODES[status],
    status,
    detail: message,
    code,
    requestId: request.id,
    errors,
    details,
  });
}
