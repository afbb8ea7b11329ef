import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Page } from '../contract/common.dto';
import { EventListQuery, EventView } from '../contract/events.dto';
import type { Actor } from '../core/actor';
import { ApiPage } from '../core/api-page';
import { CurrentActor } from '../core/current-actor';
import { EventsService } from './events.service';

@Controller('events')
@ApiTags('events')
@ApiBearerAuth()
export class EventsController {
  constructor(private readonly events: EventsService) {}

  /** What happened, the newest first: who did what to what, before and after. */
  @Get()
  @ApiPage(EventView)
  list(@CurrentActor() actor: Actor, @Query() query: EventListQuery): Promise<Page<EventView>> {
    return this.events.list(actor, query);
  }
}
