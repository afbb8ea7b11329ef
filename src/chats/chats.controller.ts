import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { TakenChat } from '../contract/chat-answers.dto';
import {
  AgentListQuery,
  type ChatCounts,
  type ChatDetail,
  ChatExportQuery,
  ChatListQuery,
  ChatView,
  CloseChat,
  DeclineChat,
  type RoutingExplanation,
  TakeNext,
  TransferChat,
} from '../contract/chats.dto';
import type { Page } from '../contract/common.dto';
import type { StaffActor } from '../core/actor';
import { ApiPage } from '../core/api-page';
import { csvFile } from '../core/csv-file';
import { CurrentStaff } from '../core/current-actor';
import { AgentChats } from './agent-chats.service';
import { ChatExports } from './chat-exports.service';
import { ChatReader } from './chat-reader.service';
import { NextChats } from './next-chats.service';
import { RoutingExplanations } from './routing-explanations.service';
import { Transfers } from './transfers.service';

/** Chats, as staff see and handle them. */
@Controller('chats')
export class ChatsController {
  constructor(
    private readonly reader: ChatReader,
    private readonly exports: ChatExports,
    private readonly chats: AgentChats,
    private readonly nextChats: NextChats,
    private readonly transfers: Transfers,
    private readonly routing: RoutingExplanations,
  ) {}

  /** Chats as far as one may see them: a queue in its order, one’s own, or all, the newest first. */
  @Get()
  @ApiPage(ChatView)
  list(@CurrentStaff() actor: StaffActor, @Query() query: ChatListQuery): Promise<Page<ChatView>> {
    return this.reader.list(actor, query);
  }

  /** All chats of the list, whatever its page, as CSV. */
  @Get('export.csv')
  @ApiProduces('text/csv')
  async exportList(
    @CurrentStaff() actor: StaffActor,
    @Query() query: ChatExportQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return csvFile(await this.exports.of(actor, query), reply);
  }

  /** How many wait and are under way, and since when the first waits. */
  @Get('counts')
  counts(@CurrentStaff() actor: StaffActor, @Query() { shopId }: AgentListQuery): Promise<ChatCounts> {
    return this.reader.counts(actor, shopId);
  }

  /** Takes the chat that is next in one’s queues; `chat` is null when nobody waits. */
  @Post('take-next')
  @HttpCode(200)
  async takeNext(@CurrentStaff() actor: StaffActor, @Body() input: TakeNext): Promise<TakenChat> {
    return { chat: await this.nextChats.take(actor, input) };
  }

  /** One chat, with what one may do with it now. */
  @Get(':id')
  detail(@CurrentStaff() actor: StaffActor, @Param('id', ParseUUIDPipe) id: string): Promise<ChatDetail> {
    return this.reader.detail(actor, id);
  }

  /** Whom the chat was offered to, and why others were not asked. */
  @Get(':id/routing')
  explain(@CurrentStaff() actor: StaffActor, @Param('id', ParseUUIDPipe) id: string): Promise<RoutingExplanation> {
    return this.routing.of(actor, id);
  }

  /** Takes a waiting chat. Of several at once one wins; the others get 409 with `details.holder`. */
  @Post(':id/take')
  @HttpCode(200)
  take(@CurrentStaff() actor: StaffActor, @Param('id', ParseUUIDPipe) id: string): Promise<ChatDetail> {
    return this.chats.take(actor, id);
  }

  /** Hands the chat to a colleague or to another team’s queue, with a note if there is one. */
  @Post(':id/transfer')
  @HttpCode(200)
  transfer(
    @CurrentStaff() actor: StaffActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: TransferChat,
  ): Promise<ChatView> {
    return this.transfers.transfer(actor, id, input);
  }

  /** Gives the chat back to the queue, at the place it had. */
  @Post(':id/release')
  @HttpCode(200)
  release(@CurrentStaff() actor: StaffActor, @Param('id', ParseUUIDPipe) id: string): Promise<ChatView> {
    return this.chats.release(actor, id);
  }

  /** Gives the chat back for good: it never comes to this agent again. */
  @Post(':id/decline')
  @HttpCode(204)
  decline(
    @CurrentStaff() actor: StaffActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: DeclineChat,
  ): Promise<void> {
    return this.chats.decline(actor, id, input);
  }

  /** Ends the chat. */
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
