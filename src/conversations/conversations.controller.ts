import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
  type ConversationPage,
  MarkRead,
  MessageListQuery,
  type MessageView,
  PostMessage,
} from '../contract/conversations.dto';
import type { Actor } from '../core/actor';
import { CurrentActor } from '../core/current-actor';
import { MessageLog } from './message-log';
import { MessageWriter } from './message-writer';
import { ReadMarks } from './read-marks.service';

@Controller('conversations/:id')
export class ConversationsController {
  constructor(
    private readonly log: MessageLog,
    private readonly writer: MessageWriter,
    private readonly readMarks: ReadMarks,
  ) {}

  /** Messages in their order: the newest page, what comes after a number, or what came before one. */
  @Get('messages')
  messages(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: MessageListQuery,
  ): Promise<ConversationPage> {
    return this.log.page(actor, id, query);
  }

  /** Safe to try again: the same `clientId` always gets the message that was stored first. */
  @Post('messages')
  send(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: PostMessage,
  ): Promise<MessageView> {
    return this.writer.send(actor, { ...input, conversationId: id });
  }

  /** Says how far one has read. */
  @Post('read')
  @HttpCode(204)
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { seq }: MarkRead,
  ): Promise<void> {
    await this.readMarks.markRead(actor, id, seq);
  }
}
