import type { LoggerService } from '@nestjs/common';
import pino from 'pino';

/** One JSON line an event. Ids and codes only: no names, addresses, bodies, tokens. */
export const log = pino({
  level: 'info',
  base: { pid: process.pid },
  serializers: { err: describeError },
});

/** Query parameters and driver messages can hold what people wrote, so only the kind of an error is kept. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error ? error.code : undefined;
  const isData = isOfData(error);
  return {
    type: error.name,
    code,
    message: isData ? undefined : error.message,
    stack: isData ? frames(error.stack) : error.stack,
  };
}

/** Whether the message repeats what somebody sent: a driver's does, whether TypeORM wraps it or not, and a parser's. */
function isOfData(error: Error): boolean {
  return error.name === 'QueryFailedError' || error instanceof SyntaxError || 'sqlMessage' in error || 'sql' in error;
}

function frames(stack: string | undefined): string | undefined {
  return stack
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
    log.error({ stack: typeof stack === 'string' ? frames(stack) : undefined }, String(message));
  }
}
