import { Module } from '@nestjs/common';
import { CustomersModule } from '../customers/customers.module';
import { ShopsModule } from '../shops/shops.module';
import { Deliveries } from './deliveries.service';
import { DevOutbox } from './dev-outbox';
import { MailController } from './mail.controller';
import { MailComposer } from './mail-composer';
import { MailConfirmations } from './mail-confirmations.service';
import { MailLinks } from './mail-links';
import { MailPreferencesService } from './mail-preferences.service';
import { mailTransport } from './mail-transport';
import { MailWorker } from './mail-worker';
import { ReplyAddresses } from './reply-addresses';

@Module({
  imports: [ShopsModule, CustomersModule],
  controllers: [MailController],
  providers: [
    mailTransport,
    Deliveries,
    DevOutbox,
    MailComposer,
    MailConfirmations,
    MailLinks,
    MailPreferencesService,
    MailWorker,
    ReplyAddresses,
  ],
  exports: [Deliveries, DevOutbox, MailComposer, MailConfirmations, MailLinks, ReplyAddresses],
})
export class MailModule {}
