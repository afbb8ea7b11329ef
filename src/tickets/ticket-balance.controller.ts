import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { ApplyBalance, BalanceResults, TicketBalance } from '../contract/ticket-balance.dto';
import type { StaffActor } from '../core/actor';
import { CurrentStaff } from '../core/current-actor';
import { TicketBalancing } from './ticket-balance.service';

/** The desks of a team, evened out. */
@Controller('teams/:id/ticket-balance')
@ApiTags('tickets')
@ApiBearerAuth()
export class TicketBalanceController {
  constructor(private readonly balancing: TicketBalancing) {}

  /** Who has how much, and which tickets would move to make it even. */
  @Get()
  preview(@CurrentStaff() actor: StaffActor, @Param('id', ParseUUIDPipe) id: string): Promise<TicketBalance> {
    return this.balancing.preview(actor, id);
  }

  /** Moves what was shown; each ticket is answered for by itself. */
  @Post()
  @HttpCode(200)
  apply(
    @CurrentStaff() actor: StaffActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: ApplyBalance,
  ): Promise<BalanceResults> {
    return this.balancing.apply(actor, id, input);
  }
}
