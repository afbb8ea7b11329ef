import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Page } from '../contract/common.dto';
import { SavedReplyListQuery, SavedReplyView, SaveReply } from '../contract/saved-replies.dto';
import type { Actor } from '../core/actor';
import { ApiPage } from '../core/api-page';
import { CurrentActor } from '../core/current-actor';
import { SavedRepliesService } from './saved-replies.service';

@Controller('saved-replies')
@ApiTags('saved replies')
@ApiBearerAuth()
export class SavedRepliesController {
  constructor(private readonly replies: SavedRepliesService) {}

  /** Saved replies by shortcut. */
  @Get()
  @ApiPage(SavedReplyView)
  list(@CurrentActor() actor: Actor, @Query() query: SavedReplyListQuery): Promise<Page<SavedReplyView>> {
    return this.replies.list(actor, query);
  }

  /** Saves a reply for the agents of a shop. */
  @Post()
  create(@CurrentActor() actor: Actor, @Body() input: SaveReply): Promise<SavedReplyView> {
    return this.replies.create(actor, input);
  }

  /** Writes a saved reply anew. */
  @Patch(':id')
  update(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() input: SaveReply): Promise<SavedReplyView> {
    return this.replies.update(actor, id, input);
  }

  /** Deletes a saved reply. */
  @Delete(':id')
  @HttpCode(204)
  delete(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.replies.delete(actor, id);
  }
}
