import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module';
import { ConversationsModule } from '../conversations/conversations.module';
import { CustomersModule } from '../customers/customers.module';
import { EmployeesModule } from '../employees/employees.module';
import { MailModule } from '../mail/mail.module';
import { ShopsModule } from '../shops/shops.module';
import { MailFetcher } from './mail-fetcher';
import { MailRepliesController } from './mail-replies.controller';
import { MailReplies } from './mail-replies.service';
import { TranscriptMailsController } from './transcript-mails.controller';
import { TranscriptMails } from './transcript-mails.service';

/** Conversations that go on by e-mail. */
@Module({
  imports: [AuthModule, ConversationsModule, CustomersModule, EmployeesModule, MailModule, ShopsModule],
  controllers: [MailRepliesController, TranscriptMailsController],
  providers: [MailFetcher, MailReplies, TranscriptMails],
})
export class MailRepliesModule {}
