import { Module } from '@nestjs/common';
import { DevMailController } from './dev-mail.controller';
import { MailModule } from './mail.module';

@Module({ imports: [MailModule], controllers: [DevMailController] })
export class DevMailModule {}
