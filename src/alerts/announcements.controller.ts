import { Body, Controller, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Announce, Announced } from '../contract/alerts.dto';
import type { StaffActor } from '../core/actor';
import { CurrentStaff } from '../core/current-actor';
import { Announcements } from './announcements.service';

@Controller('shops/:id/announcements')
@ApiTags('alerts')
@ApiBearerAuth()
export class AnnouncementsController {
  constructor(private readonly announcements: Announcements) {}

  /** Tells everybody who works for the shop. */
  @Post()
  make(
    @CurrentStaff() actor: StaffActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: Announce,
  ): Promise<Announced> {
    return this.announcements.make(actor, id, input);
  }
}
