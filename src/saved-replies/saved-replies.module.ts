import { Module } from '@nestjs/common';
import { ShopsModule } from '../shops/shops.module';
import { SavedRepliesController } from './saved-replies.controller';
import { SavedRepliesService } from './saved-replies.service';

@Module({
  imports: [ShopsModule],
  controllers: [SavedRepliesController],
  providers: [SavedRepliesService],
})
export class SavedRepliesModule {}
