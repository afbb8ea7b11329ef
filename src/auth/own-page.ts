import type { FastifyRequest } from 'fastify';
import { AppError } from '../core/app-error';
import type { Env } from '../core/env';

type Settings = Pick<Env, 'PUBLIC_URL' | 'CORS_ORIGINS' | 'NODE_ENV'>;

/**
 * Cookies come by themselves, so where one is used or set the page must be ours, or one that is listed. Browsers send
 * `Origin` with every POST; what comes without it and without `Sec-Fetch-Site` is no browser.
 */
export function requireOwnPage({ headers }: Pick<FastifyRequest, 'headers'>, env: Settings): void {
  const { origin, host, 'sec-fetch-site': site } = headers;
  const isOwn =
    origin === undefined ? !site || site === 'same-origin' || site === 'none' : isOwnOrigin(origin, host, env);
  if (!isOwn) throw new AppError('ORIGIN_REFUSED', 'This page may not do that.');
}

function isOwnOrigin(
  origin: string,
  host: string | undefined,
  { PUBLIC_URL, CORS_ORIGINS, NODE_ENV }: Settings,
): boolean {
  if (origin === new URL(PUBLIC_URL).origin || CORS_ORIGINS.includes(origin)) return true;
  // On a developer's machine the service answers to any of its names and ports.
  return NODE_ENV !== 'production' && origin === `http://${host}`;
}
