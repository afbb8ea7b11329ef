import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module';
import { AuthModule } from '../auth/auth.module';
import { ConversationsModule } from '../conversations/conversations.module';
import { MailModule } from '../mail/mail.module';
import { AlertMails } from './alert-mails';
import { CustomerMails } from './customer-mails';
import { QuotedMessages } from './quoted-messages';

/** What people are told of, by e-mail. */
@Module({
  imports: [AlertsModule, AuthModule, ConversationsModule, MailModule],
  providers: [AlertMails, CustomerMails, QuotedMessages],
})
export class AlertMailsModule {}
