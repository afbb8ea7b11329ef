import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { SavedViewList, SavedViewListQuery, SavedViewView, SaveView, UpdateView } from '../contract/saved-views.dto';
import type { StaffActor } from '../core/actor';
import { CurrentStaff } from '../core/current-actor';
import { SavedViews } from './saved-views.service';

@Controller('ticket-views')
@ApiTags('ticket views')
@ApiBearerAuth()
export class SavedViewsController {
  constructor(private readonly views: SavedViews) {}

  /** My own views, then those that are shared with the shop. */
  @Get()
  list(@CurrentStaff() actor: StaffActor, @Query() query: SavedViewListQuery): Promise<SavedViewList> {
    return this.views.list(actor, query);
  }

  /** Keeps a list of tickets under a name; at most 50 a person. */
  @Post()
  create(@CurrentStaff() actor: StaffActor, @Body() input: SaveView): Promise<SavedViewView> {
    return this.views.create(actor, input);
  }

  /** One's own; shared ones by those in charge. */
  @Patch(':id')
  update(
    @CurrentStaff() actor: StaffActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: UpdateView,
  ): Promise<SavedViewView> {
    return this.views.update(actor, id, input);
  }

  /** The view, not its tickets. */
  @Delete(':id')
  @HttpCode(204)
  delete(@CurrentStaff() actor: StaffActor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.views.delete(actor, id);
  }
}
