import type { FastifyReply } from 'fastify';
import type { TokenView } from '../contract/auth.dto';
import type { RefreshCookie } from './refresh-cookie';
import type { IssuedTokens } from './sign-ins.service';

/** The token for the page, and the cookie that no script reads. */
export function tokenAnswer(
  reply: FastifyReply,
  cookie: RefreshCookie,
  { claims, accessToken, refreshToken }: IssuedTokens,
  lifetimeSeconds: number,
): TokenView {
  cookie.set(reply, claims.kind, refreshToken);
  return { access_token: accessToken, token_type: 'bearer', expires_in: lifetimeSeconds };
}
