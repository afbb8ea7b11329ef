import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { ReviewView } from '../contract/chats.dto';
import { ListQuery, type Page } from '../contract/common.dto';
import { FileTicket, MyTicketListQuery, RateTicket } from '../contract/ticket-requests.dto';
import { CustomerTicketView, TicketCategories, TicketDraft, TicketHistoryItem } from '../contract/tickets.dto';
import type { CustomerActor } from '../core/actor';
import { ApiPage } from '../core/api-page';
import { CurrentCustomer } from '../core/current-actor';
import { ChatTickets } from './chat-tickets.service';
import { CustomerTicketSteps } from './customer-ticket-steps.service';
import { CustomerTickets } from './customer-tickets.service';
import { TicketHistory } from './ticket-history.service';

/** Tickets, as their customers see and handle them. */
@Controller('my/tickets')
@ApiTags('my tickets')
@ApiBearerAuth()
export class CustomerTicketsController {
  constructor(
    private readonly tickets: CustomerTickets,
    private readonly chats: ChatTickets,
    private readonly steps: CustomerTicketSteps,
    private readonly histories: TicketHistory,
  ) {}

  /** Files a ticket: the number is in the answer. */
  @Post()
  file(@CurrentCustomer() actor: CustomerActor, @Body() input: FileTicket): Promise<CustomerTicketView> {
    return this.tickets.file(actor, input);
  }

  /** Of a chat that nobody has taken: it ends, and goes on as a ticket. */
  @Post('from-chat/:id')
  @HttpCode(200)
  fromChat(
    @CurrentCustomer() actor: CustomerActor,
    @Param('id', ParseUUIDPipe) chatId: string,
  ): Promise<CustomerTicketView> {
    return this.chats.leave(actor, chatId);
  }

  /** Where screenshots are uploaded to before the ticket is filed. */
  @Post('drafts')
  @HttpCode(200)
  draft(@CurrentCustomer() actor: CustomerActor): Promise<TicketDraft> {
    return this.tickets.draft(actor);
  }

  /** My own tickets, newest first. */
  @Get()
  @ApiPage(CustomerTicketView)
  list(@CurrentCustomer() actor: CustomerActor, @Query() query: MyTicketListQuery): Promise<Page<CustomerTicketView>> {
    return this.tickets.list(actor, query);
  }

  /** What a ticket can be about in this shop. */
  @Get('categories')
  categories(@CurrentCustomer() actor: CustomerActor): Promise<TicketCategories> {
    return this.tickets.categories(actor);
  }

  /** One of my tickets. */
  @Get(':id')
  detail(@CurrentCustomer() actor: CustomerActor, @Param('id', ParseUUIDPipe) id: string): Promise<CustomerTicketView> {
    return this.tickets.detail(actor, id);
  }

  /** What happened to it, as far as it concerns its customer; the newest first. */
  @Get(':id/history')
  @ApiPage(TicketHistoryItem)
  history(
    @CurrentCustomer() actor: CustomerActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: ListQuery,
  ): Promise<Page<TicketHistoryItem>> {
    return this.histories.ofCustomer(actor, id, query);
  }

  /** Nothing more is needed. */
  @Post(':id/close')
  @HttpCode(200)
  close(@CurrentCustomer() actor: CustomerActor, @Param('id', ParseUUIDPipe) id: string): Promise<CustomerTicketView> {
    return this.steps.close(actor, id);
  }

  /** It is not solved after all. */
  @Post(':id/reopen')
  @HttpCode(200)
  reopen(@CurrentCustomer() actor: CustomerActor, @Param('id', ParseUUIDPipe) id: string): Promise<CustomerTicketView> {
    return this.steps.reopen(actor, id);
  }

  /** One review a ticket, once it is closed; it can be changed for a day. */
  @Put(':id/review')
  rate(
    @CurrentCustomer() actor: CustomerActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: RateTicket,
  ): Promise<ReviewView> {
    return this.steps.rate(actor, id, input);
  }
}
