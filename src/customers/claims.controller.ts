import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { ClaimsView, MakeClaims } from '../contract/claims.dto';
import type { Actor, CustomerActor } from '../core/actor';
import { CurrentActor, CurrentCustomer } from '../core/current-actor';
import { Claims } from './claims.service';

@Controller()
@ApiTags('customers')
@ApiBearerAuth()
export class ClaimsController {
  constructor(private readonly claims: Claims) {}

  /** What the page that shows the widget says of its visitor. */
  @Post('claims')
  @HttpCode(204)
  make(@CurrentCustomer() actor: CustomerActor, @Body() input: MakeClaims): Promise<void> {
    return this.claims.make(actor, input);
  }

  /** What pages have said of a customer. Nobody has checked it. */
  @Get('customers/:id/claims')
  of(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ClaimsView> {
    return this.claims.of(actor, id);
  }
}
