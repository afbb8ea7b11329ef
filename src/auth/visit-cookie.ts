import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Env } from '../core/env';
import { requireOwnPage } from './own-page';

/**
 * Where browsers refuse the frame its storage on another site, they keep a cookie for each site that embeds it, which no
 * script can read. It is sent along from other sites' pages, as it must be, so it counts only
 * where our own frame has sent it. `Secure` keeps it off plain http; browsers make an exception for this very machine.
 */
export class VisitCookie {
  constructor(private readonly env: Env) {}

  set(reply: FastifyReply, shopKey: string, token: string): void {
    const maxAge = this.env.REFRESH_TOKEN_DAYS * 86_400;
    const where = {
      path: '/api/v1/auth/visit',
      httpOnly: true,
      secure: true,
      sameSite: 'none',
      partitioned: true,
    } as const;
    void reply.setCookie(nameFor(shopKey), token, { ...where, maxAge });
  }

  read(request: FastifyRequest, shopKey: string): string | null {
    const token = request.cookies[nameFor(shopKey)];
    if (!token) return null;
    requireOwnPage(request, this.env);
    return token;
  }
}

function nameFor(shopKey: string): string {
  return `shopbell_visit_${shopKey}`;
}
