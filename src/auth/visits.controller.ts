import { Body, Controller, Header, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RefreshVisit, StartVisit, VisitorTokenView } from '../contract/auth.dto';
import { Public } from '../core/current-actor';
import { ENV, type Env } from '../core/env';
import { originOf } from './origin';
import { unknownToken } from './tokens';
import { VisitCookie } from './visit-cookie';
import { Visits } from './visits.service';

@ApiTags('auth')
@Public()
@Controller('auth/visit')
export class VisitsController {
  private readonly cookie: VisitCookie;

  constructor(
    private readonly visits: Visits,
    @Inject(ENV) env: Env,
  ) {
    this.cookie = new VisitCookie(env);
  }

  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'A token for a visitor of one shop' })
  async start(
    @Body() input: StartVisit,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VisitorTokenView> {
    const visit = await this.visits.start(input, originOf(request));
    this.cookie.set(reply, input.shop, visit.refresh_token);
    return visit;
  }

  @Post('refresh')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'A new token for a visitor' })
  async refresh(
    @Body() { refresh_token, shop }: RefreshVisit,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VisitorTokenView> {
    const token = refresh_token ?? (shop ? this.cookie.read(request, shop) : null);
    if (!token) throw unknownToken();
    const visit = await this.visits.refresh(token);
    if (shop) this.cookie.set(reply, shop, visit.refresh_token);
    return visit;
  }
}
