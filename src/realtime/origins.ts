import type { IncomingMessage } from 'node:http';
import type { Env } from '../core/env';

/**
 * Whether a page of this origin may connect. Compared as a whole and exactly, so that neither a longer name, nor another
 * port, nor another spelling passes. Browsers send `Origin` with every WebSocket and every foreign request; what comes
 * without it is our own page's polling, which `Sec-Fetch-Site` shows, or no browser at all: that has nobody's cookies,
 * and no cookie counts here anyway.
 */
export function isOriginAllowed(
  { headers }: Pick<IncomingMessage, 'headers'>,
  env: Pick<Env, 'PUBLIC_URL' | 'CORS_ORIGINS' | 'NODE_ENV'>,
): boolean {
  const { origin, host } = headers;
  if (origin === undefined) {
    const site = headers['sec-fetch-site'];
    return site === undefined || site === 'same-origin';
  }
  if (origin === new URL(env.PUBLIC_URL).origin || env.CORS_ORIGINS.includes(origin)) return true;
  // On a developer's machine the service answers to any of its names and ports.
  return env.NODE_ENV !== 'production' && origin === `http://${host}`;
}

/** The client's address as seen by the outermost proxy that is believed. */
export function addressOf(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  trustedProxies: number,
): string {
  const nearest = socket.remoteAddress ?? '';
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter(Boolean)
    .reverse();
  const hops = [nearest, ...forwarded];
  return hops[Math.min(trustedProxies, hops.length - 1)] ?? nearest;
}
