import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { ChangedTickets, ChangeTickets } from '../contract/ticket-bulk.dto';
import type { StaffActor } from '../core/actor';
import { CurrentStaff } from '../core/current-actor';
import { TicketBulk } from './ticket-bulk.service';

/** One thing done to many tickets. */
@Controller('tickets/bulk')
@ApiTags('tickets')
@ApiBearerAuth()
export class TicketBulkController {
  constructor(private readonly bulk: TicketBulk) {}

  /** Assigns, closes, ranks or tags up to 100 tickets; says of each whether it was done, and why not. */
  @Post()
  @HttpCode(200)
  change(@CurrentStaff() actor: StaffActor, @Body() input: ChangeTickets): Promise<ChangedTickets> {
    return this.bulk.change(actor, input);
  }
}
