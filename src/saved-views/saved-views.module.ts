import { Module } from '@nestjs/common';
import { ChatsModule } from '../chats/chats.module';
import { ShopsModule } from '../shops/shops.module';
import { SavedViewsController } from './saved-views.controller';
import { SavedViews } from './saved-views.service';

@Module({
  imports: [ShopsModule, ChatsModule],
  controllers: [SavedViewsController],
  providers: [SavedViews],
})
export class SavedViewsModule {}
