import { AsyncLocalStorage } from 'node:async_hooks';
import type { LoggerService } from '@nestjs/common';
import pino from 'pino';

/** What every log line of one request or socket message carries. */
export interface RequestContext {
  requestId: string;
}

export const requestContext = new AsyncLocalStorage<RequestContext>();

/** One JSON line an event. Ids and codes only: no names, addresses, bodies, tokens. */
export const log = pino({
  level: 'info',
  base: { pid: process.pid },
  mixin: () => requestContext.getStore() ?? {},
  serializers: { err: describeError },
});

/** Query parameters and driver messages can hold what people wrote, so only the kind of an error is kept. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error ? error.code : undefined;
  const isQuery = error.name === 'QueryFailedError';
  return {
    type: error.name,
    code,
    message: isQuery ? undefined : error.message,
    stack: isQuery ? frames(error) : error.stack,
  };
}

function frames(error: Error): string | undefined {
  return error.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .join('\n');
}

/** Nest's own messages, through the same log. */
export class NestLog implements LoggerService {
  log(message: unknown, context?: unknown): void {
    log.debug({ context }, String(message));
  }
  warn(message: unknown, context?: unknown): void {
    log.warn({ context }, String(message));
  }
  error(message: unknown, stack?: unknown): void {
    log.error({ stack }, String(message));
  }
}
