import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Env } from '../core/env';

type Asking = Pick<FastifyRequest, 'headers'> & { socket: { remoteAddress?: string | undefined } };

/**
 * In production only whoever has the token, or somebody on this very machine: but not what a proxy on it passes on, and
 * proxies say that they are one.
 */
export function mayReadMetrics(
  { headers, socket }: Asking,
  { NODE_ENV, METRICS_TOKEN }: Pick<Env, 'NODE_ENV' | 'METRICS_TOKEN'>,
): boolean {
  if (NODE_ENV !== 'production') return true;
  const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  if (token !== undefined) return METRICS_TOKEN !== undefined && timingSafeEqual(digest(token), digest(METRICS_TOKEN));
  const isForwarded = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some((name) => name in headers);
  return !isForwarded && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(socket.remoteAddress ?? '');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
