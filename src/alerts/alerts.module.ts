import { Module } from '@nestjs/common';
import { ConversationsModule } from '../conversations/conversations.module';
import { CustomersModule } from '../customers/customers.module';
import { ShopsModule } from '../shops/shops.module';
import { AlertCleanUp } from './alert-clean-up';
import { AlertViews } from './alert-views.service';
import { AlertWriter } from './alert-writer';
import { AlertsController } from './alerts.controller';
import { Alerts } from './alerts.service';
import { AnnouncementsController } from './announcements.controller';
import { Announcements } from './announcements.service';
import { MentionAlerts } from './mention-alerts';
import { ReplyAlerts } from './reply-alerts';
import { TicketAlerts } from './ticket-alerts';

@Module({
  imports: [ShopsModule, CustomersModule, ConversationsModule],
  controllers: [AlertsController, AnnouncementsController],
  providers: [AlertCleanUp, Alerts, AlertViews, AlertWriter, Announcements, MentionAlerts, ReplyAlerts, TicketAlerts],
  exports: [Alerts, AlertWriter],
})
export class AlertsModule {}
