import { Module } from '@nestjs/common';
import { ChatsModule } from '../chats/chats.module';
import { ShopsModule } from '../shops/shops.module';
import { TeamsModule } from '../teams/teams.module';
import { WidgetController } from './widget.controller';
import { Widget } from './widget.service';

@Module({ imports: [ChatsModule, ShopsModule, TeamsModule], controllers: [WidgetController], providers: [Widget] })
export class WidgetModule {}
