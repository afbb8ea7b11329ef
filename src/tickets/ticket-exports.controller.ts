import { Controller, Get, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MyTicketExportQuery, TicketExportQuery } from '../contract/ticket-requests.dto';
import type { CustomerActor, StaffActor } from '../core/actor';
import { csvFile } from '../core/csv-file';
import { CurrentCustomer, CurrentStaff } from '../core/current-actor';
import { TicketExports } from './ticket-exports.service';

@Controller()
@ApiTags('tickets')
@ApiBearerAuth()
export class TicketExportsController {
  constructor(private readonly exports: TicketExports) {}

  /** All tickets of the list as CSV, which imports understand. */
  @Get('tickets/export.csv')
  @ApiProduces('text/csv')
  async ofStaff(
    @CurrentStaff() actor: StaffActor,
    @Query() query: TicketExportQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return csvFile(await this.exports.of(actor, query), reply);
  }

  /** All of one's own tickets that the list shows, as CSV. */
  @Get('my/tickets/export.csv')
  @ApiProduces('text/csv')
  async ofCustomer(
    @CurrentCustomer() actor: CustomerActor,
    @Query() query: MyTicketExportQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return csvFile(await this.exports.ofCustomer(actor, query), reply);
  }
}
