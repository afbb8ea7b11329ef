import { Module } from '@nestjs/common';
import { ConversationsModule } from '../conversations/conversations.module';
import { EmployeesModule } from '../employees/employees.module';
import { DirectEndings } from './direct-endings';
import { DirectMessagesController } from './direct-messages.controller';
import { DirectMessages } from './direct-messages.service';
import { DirectViews } from './direct-views.service';

@Module({
  imports: [EmployeesModule, ConversationsModule],
  controllers: [DirectMessagesController],
  providers: [DirectEndings, DirectMessages, DirectViews],
  exports: [DirectMessages, DirectViews],
})
export class DirectMessagesModule {}
