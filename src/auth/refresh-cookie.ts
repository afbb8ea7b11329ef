import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Env } from '../core/env';
import { requireOwnPage } from './own-page';

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
    requireOwnPage(request, this.env);
    return token;
  }

  private get place() {
    return { path: '/', httpOnly: true, secure: this.isSecure, sameSite: 'strict' } as const;
  }
}
