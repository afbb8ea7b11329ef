import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { OverviewQuery, TicketOverview } from '../contract/reports.dto';
import type { CustomerActor } from '../core/actor';
import { CurrentCustomer } from '../core/current-actor';
import { TicketOverviews } from './ticket-overviews.service';

@Controller('my/tickets/overview')
@ApiTags('my tickets')
@ApiBearerAuth()
export class TicketOverviewsController {
  constructor(private readonly overviews: TicketOverviews) {}

  /** My tickets in numbers: how many, how long they took, about what, and when. */
  @Get()
  overview(@CurrentCustomer() actor: CustomerActor, @Query() query: OverviewQuery): Promise<TicketOverview> {
    return this.overviews.of(actor, query);
  }
}
