import { type DynamicModule, Module } from '@nestjs/common';
import { APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { AlertMailsModule } from './alert-mails/alert-mails.module';
import { AlertsModule } from './alerts/alerts.module';
import { AuthModule } from './auth/auth.module';
import { ChatsModule } from './chats/chats.module';
import { ConversationsModule } from './conversations/conversations.module';
import type { Env } from './core/env';
import { EnvModule } from './core/env.module';
import { CustomersModule } from './customers/customers.module';
import { DatabaseModule } from './database/database.module';
import { IdempotencyInterceptor } from './database/idempotency.interceptor';
import { DemoModule } from './demo/demo.module';
import { DirectMessagesModule } from './direct-messages/direct-messages.module';
import { EmployeesModule } from './employees/employees.module';
import { EventsModule } from './events/events.module';
import { HealthModule } from './health/health.module';
import { ImportsModule } from './imports/imports.module';
import { DevMailModule } from './mail/dev-mail.module';
import { MailModule } from './mail/mail.module';
import { MailRepliesModule } from './mail-replies/mail-replies.module';
import { PagesModule } from './pages/pages.module';
import { RealtimeModule } from './realtime/realtime.module';
import { ReportsModule } from './reports/reports.module';
import { RolesModule } from './roles/roles.module';
import { SavedRepliesModule } from './saved-replies/saved-replies.module';
import { SavedViewsModule } from './saved-views/saved-views.module';
import { ShopsModule } from './shops/shops.module';
import { SlaModule } from './sla/sla.module';
import { TeamsModule } from './teams/teams.module';
import { TicketsModule } from './tickets/tickets.module';
import { WidgetModule } from './widget/widget.module';

/** Everything together, over a database that is already open. */
@Module({})
export class AppModule {
  static for(env: Env, dataSource: DataSource): DynamicModule {
    const development = env.NODE_ENV === 'production' ? [] : [DemoModule, DevMailModule];
    return {
      module: AppModule,
      imports: [
        EnvModule.for(env),
        TypeOrmModule.forRootAsync({
          useFactory: () => dataSource.options,
          dataSourceFactory: () => Promise.resolve(dataSource),
        }),
        DiscoveryModule,
        DatabaseModule,
        ShopsModule,
        RolesModule,
        TeamsModule,
        EmployeesModule,
        CustomersModule,
        EventsModule,
        MailModule,
        AuthModule,
        ConversationsModule,
        SavedRepliesModule,
        ChatsModule,
        SlaModule,
        ReportsModule,
        MailRepliesModule,
        TicketsModule,
        SavedViewsModule,
        AlertsModule,
        AlertMailsModule,
        DirectMessagesModule,
        ImportsModule,
        WidgetModule,
        RealtimeModule,
        PagesModule,
        HealthModule,
        ...development,
      ],
      providers: [{ provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor }],
    };
  }
}
