import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { TicketClockQuery, TicketClockView } from '../contract/sla.dto';
import type { StaffActor } from '../core/actor';
import { CurrentStaff } from '../core/current-actor';
import { TicketClocks } from './ticket-clocks.service';

@Controller('tickets')
@ApiTags('tickets')
@ApiBearerAuth()
export class TicketClocksController {
  constructor(private readonly clocks: TicketClocks) {}

  /** Why the ticket is due when it is: what was counted, and what was paused. */
  @Get(':id/clock')
  explain(
    @CurrentStaff() actor: StaffActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { asOf }: TicketClockQuery,
  ): Promise<TicketClockView> {
    return this.clocks.explain(actor, id, asOf);
  }
}
