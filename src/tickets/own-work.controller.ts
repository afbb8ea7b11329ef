import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { ListQuery, type Page } from '../contract/common.dto';
import { OwnNumbers, TicketLogItem } from '../contract/own-work.dto';
import type { StaffActor } from '../core/actor';
import { ApiPage } from '../core/api-page';
import { CurrentStaff } from '../core/current-actor';
import { OwnNumbersService } from './own-numbers.service';
import { TicketLog } from './ticket-log.service';

/** What agents did themselves. */
@Controller('me')
@ApiTags('me')
@ApiBearerAuth()
export class OwnWorkController {
  constructor(
    private readonly log: TicketLog,
    private readonly numbers: OwnNumbersService,
  ) {}

  /** What I claimed, gave back, passed on and closed, the newest first. */
  @Get('ticket-log')
  @ApiPage(TicketLogItem)
  ticketLog(@CurrentStaff() actor: StaffActor, @Query() query: ListQuery): Promise<Page<TicketLogItem>> {
    return this.log.of(actor, query);
  }

  /** My day in numbers. */
  @Get('numbers')
  ownNumbers(@CurrentStaff() actor: StaffActor): Promise<OwnNumbers> {
    return this.numbers.of(actor);
  }
}
