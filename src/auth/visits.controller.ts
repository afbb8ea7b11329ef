import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { RefreshVisit, StartVisit, VisitorTokenView } from '../contract/auth.dto';
import { Public } from '../core/current-actor';
import { originOf } from './origin';
import { Visits } from './visits.service';

@ApiTags('auth')
@Public()
@Controller('auth/visit')
export class VisitsController {
  constructor(private readonly visits: Visits) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'A token for a visitor of one shop' })
  start(@Body() input: StartVisit, @Req() request: FastifyRequest): Promise<VisitorTokenView> {
    return this.visits.start(input, originOf(request));
  }

  @Post('refresh')
  @HttpCode(200)
  @ApiOperation({ summary: 'A new token for a visitor' })
  refresh(@Body() input: RefreshVisit): Promise<VisitorTokenView> {
    return this.visits.refresh(input.refresh_token);
  }
}
