import { Module } from '@nestjs/common';
import { CustomersModule } from '../customers/customers.module';
import { EmployeesModule } from '../employees/employees.module';
import { ShopsModule } from '../shops/shops.module';
import { AttachmentQuota } from './attachment-quota';
import { attachmentStore } from './attachment-store';
import { AttachmentsController } from './attachments.controller';
import { AttachmentsService } from './attachments.service';
import { AuthorNames } from './author-names';
import { ConversationAccess } from './conversation-access';
import { ConversationMerging } from './conversation-merging.service';
import { ConversationPlaces } from './conversation-places.service';
import { ConversationSummaries } from './conversation-summaries';
import { ConversationsController } from './conversations.controller';
import { Conversations } from './conversations.service';
import { MessageLog } from './message-log';
import { MessageWriter } from './message-writer';
import { ReadMarks } from './read-marks.service';
import { TranscriptsController } from './transcripts.controller';
import { Transcripts } from './transcripts.service';
import { UnattachedCleanUp } from './unattached-clean-up';

@Module({
  imports: [EmployeesModule, CustomersModule, ShopsModule],
  controllers: [ConversationsController, AttachmentsController, TranscriptsController],
  providers: [
    attachmentStore,
    AttachmentQuota,
    AttachmentsService,
    AuthorNames,
    ConversationAccess,
    ConversationMerging,
    ConversationPlaces,
    ConversationSummaries,
    Conversations,
    MessageLog,
    MessageWriter,
    ReadMarks,
    Transcripts,
    UnattachedCleanUp,
  ],
  exports: [
    AttachmentsService,
    AuthorNames,
    ConversationMerging,
    ConversationPlaces,
    Conversations,
    ConversationSummaries,
    MessageLog,
    MessageWriter,
    ReadMarks,
  ],
})
export class ConversationsModule {}
