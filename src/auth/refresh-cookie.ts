import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../core/app-error';
import type { Env } from '../core/env';

/** Where browsers keep the refresh token of staff and registered customers: no script can read it. */
export class RefreshCookie {
  private readonly isSecure: boolean;
  private readonly name: string;

  constructor(private readonly env: Env) {
    this.isSecure = env.PUBLIC_URL.startsWith('https:');
    this.name = this.isSecure ? '__Host-shopbell_refresh' : 'shopbell_refresh';
  }

  set(reply: FastifyReply, token: string): void {
    void reply.setCookie(this.name, token, { ...this.place, maxAge: this.env.REFRESH_TOKEN_DAYS * 86_400 });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, this.place);
  }

  /** The token, if it came from one of our own pages; another site's page may not use it. */
  read(request: FastifyRequest): string | null {
    const token = request.cookies[this.name];
    if (!token) return null;
    if (!this.isOwnPage(request)) throw new AppError('ORIGIN_REFUSED', 'This page may not do that.');
    return token;
  }

  private isOwnPage({ headers }: FastifyRequest): boolean {
    const site = headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none' && site !== 'same-site') return false;
    const { origin } = headers;
    if (origin === undefined) return true;
    const isHere = URL.canParse(origin) && new URL(origin).host === headers.host;
    return isHere || origin === new URL(this.env.PUBLIC_URL).origin || this.env.CORS_ORIGINS.includes(origin);
  }

  private get place() {
    return { path: '/', httpOnly: true, secure: this.isSecure, sameSite: 'strict' } as const;
  }
}
