import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
  AgentListQuery,
  type ChatCounts,
  type ChatDetail,
  ChatListQuery,
  type ChatView,
  CloseChat,
  DeclineChat,
  type RoutingExplanation,
  TakeNext,
  TransferChat,
} from '../contract/chats.dto';
import type { Page } from '../contract/common.dto';
import type { StaffActor } from '../core/actor';
import { CurrentStaff } from '../core/current-actor';
import { AgentChats } from './agent-chats.service';
import { ChatReader } from './chat-reader.service';
import { NextChats } from './next-chats.service';
import { RoutingExplanations } from './routing-explanations.service';
import { Transfers } from './transfers.service';

/** Chats, as staff see and handle them. */
@Controller('chats')
export class ChatsController {
  constructor(
    private readonly reader: ChatReader,
    private readonly chats: AgentChats,
    private readonly nextChats: NextChats,
    private readonly transfers: Transfers,
    private readonly routing: RoutingExplanations,
  ) {}

  @Get()
  list(@CurrentStaff() actor: StaffActor, @Query() query: ChatListQuery): Promise<Page<ChatView>> {
    return this.reader.list(actor, query);
  }

  @Get('counts')
  counts(@CurrentStaff() actor: StaffActor, @Query() { shopId }: AgentListQuery): Promise<ChatCounts> {
    return this.reader.counts(actor, shopId);
  }

  @Post('take-next')
  @HttpCode(200)
  async takeNext(@CurrentStaff() actor: StaffActor, @Body() input: TakeNext): Promise<{ chat: ChatDetail | null }> {
    return { chat: await this.nextChats.take(actor, input) };
  }

  @Get(':id')
  detail(@CurrentStaff() actor: StaffActor, @Param('id', ParseUUIDPipe) id: string): Promise<ChatDetail> {
    return this.reader.detail(actor, id);
  }

  @Get(':id/routing')
  explain(@CurrentStaff() actor: StaffActor, @Param('id', ParseUUIDPipe) id: string): Promise<RoutingExplanation> {
    return this.routing.of(actor, id);
  }

  @Post(':id/take')
  @HttpCode(200)
  take(@CurrentStaff() actor: StaffActor, @Param('id', ParseUUIDPipe) id: string): Promise<ChatDetail> {
    return this.chats.take(actor, id);
  }

  @Post(':id/transfer')
  @HttpCode(200)
  transfer(
    @CurrentStaff() actor: StaffActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: TransferChat,
  ): Promise<ChatView> {
    return this.transfers.transfer(actor, id, input);
  }

  @Post(':id/release')
  @HttpCode(200)
  release(@CurrentStaff() actor: StaffActor, @Param('id', ParseUUIDPipe) id: string): Promise<ChatView> {
    return this.chats.release(actor, id);
  }

  @Post(':id/decline')
  @HttpCode(204)
  decline(
    @CurrentStaff() actor: StaffActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: DeclineChat,
  ): Promise<void> {
    return this.chats.decline(actor, id, input);
  }

  @Post(':id/close')
  @HttpCode(200)
  close(
    @CurrentStaff() actor: StaffActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: CloseChat,
  ): Promise<ChatView> {
    return this.chats.close(actor, id, input);
  }
}
