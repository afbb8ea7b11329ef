import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import type { CurrentChat } from '../contract/chat-answers.dto';
import { CustomerChatView, RateChat, type ReviewView, StartChat } from '../contract/chats.dto';
import { ListQuery, type Page } from '../contract/common.dto';
import type { CustomerActor } from '../core/actor';
import { ApiPage } from '../core/api-page';
import { CurrentCustomer } from '../core/current-actor';
import { ChatStarts } from './chat-starts.service';
import { CustomerChats } from './customer-chats.service';

/** Chats, as their customers see and handle them. */
@Controller('chats')
export class CustomerChatsController {
  constructor(
    private readonly starts: ChatStarts,
    private readonly chats: CustomerChats,
  ) {}

  /** Starts a chat with its first message. With one open already, the message goes there and that chat is answered. */
  @Post()
  start(@CurrentCustomer() actor: CustomerActor, @Body() input: StartChat): Promise<CustomerChatView> {
    return this.starts.start(actor, input);
  }

  /** The open chat and its place in the queue, or the last one while writing would still reopen it. */
  @Get('current')
  current(@CurrentCustomer() actor: CustomerActor): Promise<CurrentChat> {
    return this.chats.current(actor);
  }

  /** One’s chats, the newest first. */
  @Get('history')
  @ApiPage(CustomerChatView)
  history(@CurrentCustomer() actor: CustomerActor, @Query() query: ListQuery): Promise<Page<CustomerChatView>> {
    return this.chats.history(actor, query);
  }

  /** Ends one’s chat. */
  @Post(':id/end')
  @HttpCode(200)
  end(@CurrentCustomer() actor: CustomerActor, @Param('id', ParseUUIDPipe) id: string): Promise<CustomerChatView> {
    return this.chats.end(actor, id);
  }

  /** Rates a chat that has ended; for a day the rating can be changed. */
  @Put(':id/review')
  rate(
    @CurrentCustomer() actor: CustomerActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: RateChat,
  ): Promise<ReviewView> {
    return this.chats.rate(actor, id, input);
  }
}
