import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Env } from '../core/env';
import { requireOwnPage } from './own-page';
import type { AccountKind } from './sign-in.entity';

const NAMES: Record<AccountKind, string> = { employee: 'shopbell_refresh', customer: 'shopbell_portal_refresh' };

/**
 * Where browsers keep the refresh token of staff and registered customers: no script can read it. Each kind has its own,
 * so that one can be signed in at the console and at the portal side by side.
 */
export class RefreshCookie {
  private readonly isSecure: boolean;

  constructor(private readonly env: Env) {
    this.isSecure = env.PUBLIC_URL.startsWith('https:');
  }

  set(reply: FastifyReply, kind: AccountKind, token: string): void {
    void reply.setCookie(this.name(kind), token, { ...this.place, maxAge: this.env.REFRESH_TOKEN_DAYS * 86_400 });
  }

  clear(reply: FastifyReply, kind: AccountKind): void {
    void reply.clearCookie(this.name(kind), this.place);
  }

  /**
   * The token, if it came from one of our own pages; another site's page may not use it. Who does not say whose is
   * meant gets the one there is, of two the staff's.
   */
  read(request: FastifyRequest, kind?: AccountKind): { kind: AccountKind; token: string } | null {
    const kinds: AccountKind[] = kind ? [kind] : ['employee', 'customer'];
    for (const each of kinds) {
      const token = request.cookies[this.name(each)];
      if (!token) continue;
      requireOwnPage(request, this.env);
      return { kind: each, token };
    }
    return null;
  }

  private name(kind: AccountKind): string {
    return this.isSecure ? `__Host-${NAMES[kind]}` : NAMES[kind];
  }

  private get place() {
    return { path: '/', httpOnly: true, secure: this.isSecure, sameSite: 'strict' } as const;
  }
}
