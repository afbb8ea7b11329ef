import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { ListQuery, type Page } from '../contract/common.dto';
import {
  AssignTicket,
  CloseTicket,
  MergeTicket,
  TicketFromChat,
  TicketMomentQuery,
  TransferTicket,
  UpdateTicket,
} from '../contract/ticket-requests.dto';
import { TicketDetail, TicketHistoryItem, TicketMoment } from '../contract/tickets.dto';
import type { StaffActor } from '../core/actor';
import { ApiPage } from '../core/api-page';
import { CurrentStaff } from '../core/current-actor';
import { ChatTickets } from './chat-tickets.service';
import { TicketEdits } from './ticket-edits.service';
import { TicketHandovers } from './ticket-handovers.service';
import { TicketHistory } from './ticket-history.service';
import { TicketMerging } from './ticket-merging.service';
import { TicketSteps } from './ticket-steps.service';

/** What staff do with a ticket once it is there. */
@Controller()
@ApiTags('tickets')
@ApiBearerAuth()
export class TicketStepsController {
  constructor(
    private readonly steps: TicketSteps,
    private readonly handovers: TicketHandovers,
    private readonly edits: TicketEdits,
    private readonly merging: TicketMerging,
    private readonly chats: ChatTickets,
    private readonly histories: TicketHistory,
  ) {}

  /** The chat ends, and its conversation goes on as a ticket. */
  @Post('chats/:id/ticket')
  fromChat(
    @CurrentStaff() actor: StaffActor,
    @Param('id', ParseUUIDPipe) chatId: string,
    @Body() input: TicketFromChat,
  ): Promise<TicketDetail> {
    return this.chats.create(actor, chatId, input);
  }

  /** Sets right what the ticket says of itself. */
  @Patch('tickets/:id')
  update(
    @CurrentStaff() actor: StaffActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: UpdateTicket,
  ): Promise<TicketDetail> {
    return this.edits.update(actor, id, input);
  }

  /** Waits for the customer; the clock of what is promised stops. */
  @Post('tickets/:id/hold')
  @HttpCode(200)
  hold(@CurrentStaff() actor: StaffActor, @Param('id', ParseUUIDPipe) id: string): Promise<TicketDetail> {
    return this.steps.hold(actor, id);
  }

  /** Goes on without waiting any longer. */
  @Post('tickets/:id/resume')
  @HttpCode(200)
  resume(@CurrentStaff() actor: StaffActor, @Param('id', ParseUUIDPipe) id: string): Promise<TicketDetail> {
    return this.steps.resume(actor, id);
  }

  /** By who has it, or who is in charge. */
  @Post('tickets/:id/close')
  @HttpCode(200)
  close(
    @CurrentStaff() actor: StaffActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: CloseTicket,
  ): Promise<TicketDetail> {
    return this.steps.close(actor, id, input);
  }

  /** Back to who had it last, or to the pool. */
  @Post('tickets/:id/reopen')
  @HttpCode(200)
  reopen(@CurrentStaff() actor: StaffActor, @Param('id', ParseUUIDPipe) id: string): Promise<TicketDetail> {
    return this.steps.reopen(actor, id);
  }

  /** To a colleague, or into the pool of another team. */
  @Post('tickets/:id/transfer')
  @HttpCode(200)
  transfer(
    @CurrentStaff() actor: StaffActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: TransferTicket,
  ): Promise<TicketDetail> {
    return this.handovers.transfer(actor, id, input);
  }

  /** By those in charge; never to who gave it back for good. */
  @Post('tickets/:id/assign')
  @HttpCode(200)
  assign(
    @CurrentStaff() actor: StaffActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: AssignTicket,
  ): Promise<TicketDetail> {
    return this.handovers.assign(actor, id, input);
  }

  /** The ticket becomes part of another one of the same customer, which is answered. */
  @Post('tickets/:id/merge')
  @HttpCode(200)
  merge(
    @CurrentStaff() actor: StaffActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: MergeTicket,
  ): Promise<TicketDetail> {
    return this.merging.merge(actor, id, input);
  }

  /** Everything that has happened to it, the newest first. */
  @Get('tickets/:id/history')
  @ApiPage(TicketHistoryItem)
  history(
    @CurrentStaff() actor: StaffActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: ListQuery,
  ): Promise<Page<TicketHistoryItem>> {
    return this.histories.ofStaff(actor, id, query);
  }

  /** The ticket as it was at a moment, made again from its events. */
  @Get('tickets/:id/moment')
  moment(
    @CurrentStaff() actor: StaffActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { moment }: TicketMomentQuery,
  ): Promise<TicketMoment> {
    return this.histories.at(actor, id, moment);
  }
}
