import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { type CustomerChatView, RateChat, type ReviewView, StartChat } from '../contract/chats.dto';
import { ListQuery, type Page } from '../contract/common.dto';
import type { CustomerActor } from '../core/actor';
import { CurrentCustomer } from '../core/current-actor';
import { ChatStarts } from './chat-starts.service';
import { type CurrentChat, CustomerChats } from './customer-chats.service';

/** Chats, as their customers see and handle them. */
@Controller('chats')
export class CustomerChatsController {
  constructor(
    private readonly starts: ChatStarts,
    private readonly chats: CustomerChats,
  ) {}

  @Post()
  start(@CurrentCustomer() actor: CustomerActor, @Body() input: StartChat): Promise<CustomerChatView> {
    return this.starts.start(actor, input);
  }

  @Get('current')
  current(@CurrentCustomer() actor: CustomerActor): Promise<CurrentChat> {
    return this.chats.current(actor);
  }

  @Get('history')
  history(@CurrentCustomer() actor: CustomerActor, @Query() query: ListQuery): Promise<Page<CustomerChatView>> {
    return this.chats.history(actor, query);
  }

  @Post(':id/end')
  @HttpCode(200)
  end(@CurrentCustomer() actor: CustomerActor, @Param('id', ParseUUIDPipe) id: string): Promise<CustomerChatView> {
    return this.chats.end(actor, id);
  }

  @Put(':id/review')
  rate(
    @CurrentCustomer() actor: CustomerActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: RateChat,
  ): Promise<ReviewView> {
    return this.chats.rate(actor, id, input);
  }
}
