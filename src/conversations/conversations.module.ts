import { Module } from '@nestjs/common';
import { CustomersModule } from '../customers/customers.module';
import { EmployeesModule } from '../employees/employees.module';
import { AttachmentQuota } from './attachment-quota';
import { attachmentStore } from './attachment-store';
import { AttachmentsController } from './attachments.controller';
import { AttachmentsService } from './attachments.service';
import { AuthorNames } from './author-names';
import { ConversationAccess } from './conversation-access';
import { ConversationSummaries } from './conversation-summaries';
import { ConversationsController } from './conversations.controller';
import { Conversations } from './conversations.service';
import { MessageLog } from './message-log';
import { MessageWriter } from './message-writer';
import { ReadMarks } from './read-marks.service';
import { UnattachedCleanUp } from './unattached-clean-up';

@Module({
  imports: [EmployeesModule, CustomersModule],
  controllers: [ConversationsController, AttachmentsController],
  providers: [
    attachmentStore,
    AttachmentQuota,
    AttachmentsService,
    AuthorNames,
    ConversationAccess,
    ConversationSummaries,
    Conversations,
    MessageLog,
    MessageWriter,
    ReadMarks,
    UnattachedCleanUp,
  ],
  exports: [Conversations, ConversationSummaries, MessageLog, MessageWriter, ReadMarks],
})
export class ConversationsModule {}
