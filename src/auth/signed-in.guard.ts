import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { IS_PUBLIC } from '../core/current-actor';
import { networkOf } from '../core/network';
import { RateLimits } from '../database/rate-limits';
import type { SignedIn } from './actor-loader';
import { Bearer } from './bearer';

/** Every route is for people who are signed in, unless it says that it is public. */
@Injectable()
export class SignedInGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly rateLimits: RateLimits,
    private readonly bearer: Bearer,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest & { user?: SignedIn }>();
    await this.rateLimits.consume('address', networkOf(request.ip));
    if (this.reflector.getAllAndOverride<boolean | undefined>(IS_PUBLIC, [context.getHandler(), context.getClass()]))
      return true;
    request.user = await this.bearer.identify(request, http.getResponse<FastifyReply>());
    return true;
  }
}
