import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { AgentListQuery } from '../contract/chats.dto';
import type { Page } from '../contract/common.dto';
import { CountTickets, TicketCount } from '../contract/saved-views.dto';
import { CreateTicket, DeclineTicket, TicketListQuery } from '../contract/ticket-requests.dto';
import { TicketCounts, TicketDetail, TicketView } from '../contract/tickets.dto';
import type { StaffActor } from '../core/actor';
import { ApiPage } from '../core/api-page';
import { CurrentStaff } from '../core/current-actor';
import { AgentTickets } from './agent-tickets.service';
import { StaffTickets } from './staff-tickets.service';
import { TicketCounting } from './ticket-counting.service';
import { TicketReader } from './ticket-reader.service';

/** Tickets, as staff see and handle them. */
@Controller('tickets')
@ApiTags('tickets')
@ApiBearerAuth()
export class TicketsController {
  constructor(
    private readonly reader: TicketReader,
    private readonly staff: StaffTickets,
    private readonly agents: AgentTickets,
    private readonly counting: TicketCounting,
  ) {}

  /** Writes down what a customer asked: the number is in the answer. */
  @Post()
  create(@CurrentStaff() actor: StaffActor, @Body() input: CreateTicket): Promise<TicketDetail> {
    return this.staff.create(actor, input);
  }

  /** What the grant reaches, by view, filters and search; without what one declined. */
  @Get()
  @ApiPage(TicketView)
  list(@CurrentStaff() actor: StaffActor, @Query() query: TicketListQuery): Promise<Page<TicketView>> {
    return this.reader.list(actor, query);
  }

  /** How many there are by status, and how many are mine. */
  @Get('counts')
  counts(@CurrentStaff() actor: StaffActor, @Query() { shopId }: AgentListQuery): Promise<TicketCounts> {
    return this.reader.counts(actor, shopId);
  }

  /** How many a list with these filters has; at 1000 counting ends. */
  @Post('count')
  @HttpCode(200)
  count(@CurrentStaff() actor: StaffActor, @Body() input: CountTickets): Promise<TicketCount> {
    return this.counting.count(actor, input);
  }

  /** The shop must be named by those who work for all. */
  @Get('by-number/:number')
  byNumber(
    @CurrentStaff() actor: StaffActor,
    @Param('number', ParseIntPipe) number: number,
    @Query() { shopId }: AgentListQuery,
  ): Promise<TicketDetail> {
    return this.reader.byNumber(actor, number, shopId);
  }

  /** One ticket, with what may be done with it now. */
  @Get(':id')
  detail(@CurrentStaff() actor: StaffActor, @Param('id', ParseUUIDPipe) id: string): Promise<TicketDetail> {
    return this.reader.detail(actor, id);
  }

  /** Makes an open ticket mine; of several who try, one gets it. */
  @Post(':id/claim')
  @HttpCode(200)
  claim(@CurrentStaff() actor: StaffActor, @Param('id', ParseUUIDPipe) id: string): Promise<TicketDetail> {
    return this.agents.claim(actor, id);
  }

  /** For good: the ticket no longer exists for who declined it. */
  @Post(':id/decline')
  @HttpCode(204)
  decline(
    @CurrentStaff() actor: StaffActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: DeclineTicket,
  ): Promise<void> {
    return this.agents.decline(actor, id, input);
  }

  /** Back to the pool; it may be claimed again. */
  @Post(':id/release')
  @HttpCode(200)
  release(@CurrentStaff() actor: StaffActor, @Param('id', ParseUUIDPipe) id: string): Promise<TicketView> {
    return this.agents.release(actor, id);
  }
}
