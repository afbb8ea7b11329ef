import { Module } from '@nestjs/common';
import { ChatsModule } from '../chats/chats.module';
import { MailModule } from '../mail/mail.module';
import { ShopsModule } from '../shops/shops.module';
import { TeamsModule } from '../teams/teams.module';
import { WidgetController } from './widget.controller';
import { Widget } from './widget.service';

@Module({
  imports: [ChatsModule, MailModule, ShopsModule, TeamsModule],
  controllers: [WidgetController],
  providers: [Widget],
})
export class WidgetModule {}
