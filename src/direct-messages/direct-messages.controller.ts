import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { ListQuery, type Page } from '../contract/common.dto';
import { DirectMessagesUnread, DirectMessageView, WriteTo } from '../contract/direct-messages.dto';
import type { StaffActor } from '../core/actor';
import { ApiPage } from '../core/api-page';
import { CurrentStaff } from '../core/current-actor';
import { DirectMessages } from './direct-messages.service';

@Controller('direct-messages')
@ApiTags('direct messages')
@ApiBearerAuth()
export class DirectMessagesController {
  constructor(private readonly messages: DirectMessages) {}

  /** The one conversation with a colleague; made when there is none yet. */
  @Post()
  @HttpCode(200)
  open(@CurrentStaff() actor: StaffActor, @Body() input: WriteTo): Promise<DirectMessageView> {
    return this.messages.open(actor, input);
  }

  /** With whom I have written, the latest first. */
  @Get()
  @ApiPage(DirectMessageView)
  list(@CurrentStaff() actor: StaffActor, @Query() query: ListQuery): Promise<Page<DirectMessageView>> {
    return this.messages.list(actor, query);
  }

  /** How many messages of colleagues I have not read. */
  @Get('unread-count')
  unreadCount(@CurrentStaff() actor: StaffActor): Promise<DirectMessagesUnread> {
    return this.messages.unreadCount(actor);
  }
}
