import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { AlertListQuery, AlertView, UnreadAlerts } from '../contract/alerts.dto';
import type { Page } from '../contract/common.dto';
import type { CustomerActor, StaffActor } from '../core/actor';
import { ApiPage } from '../core/api-page';
import { CurrentActor } from '../core/current-actor';
import { Alerts } from './alerts.service';

/** What the service tells people, staff and customers alike: everybody sees their own. */
@Controller('alerts')
@ApiTags('alerts')
@ApiBearerAuth()
export class AlertsController {
  constructor(private readonly alerts: Alerts) {}

  /** My alerts, the newest first; those of the last 90 days. */
  @Get()
  @ApiPage(AlertView)
  list(@CurrentActor() actor: StaffActor | CustomerActor, @Query() query: AlertListQuery): Promise<Page<AlertView>> {
    return this.alerts.list(actor, query);
  }

  /** How many of my alerts I have not read. */
  @Get('unread-count')
  unreadCount(@CurrentActor() actor: StaffActor | CustomerActor): Promise<UnreadAlerts> {
    return this.alerts.unreadCount(actor);
  }

  /** Marks all of my alerts as read. */
  @Post('read-all')
  @HttpCode(200)
  readAll(@CurrentActor() actor: StaffActor | CustomerActor): Promise<UnreadAlerts> {
    return this.alerts.readAll(actor);
  }

  /** Marks one of my alerts as read. */
  @Post(':id/read')
  @HttpCode(200)
  read(
    @CurrentActor() actor: StaffActor | CustomerActor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<UnreadAlerts> {
    return this.alerts.read(actor, id);
  }
}
