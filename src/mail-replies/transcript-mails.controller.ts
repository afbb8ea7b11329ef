import { Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { TranscriptRequest } from '../contract/mail.dto';
import type { CustomerActor, StaffActor } from '../core/actor';
import { CurrentActor } from '../core/current-actor';
import { TranscriptMails } from './transcript-mails.service';

@Controller('conversations/:id/transcript')
@ApiTags('conversations')
@ApiBearerAuth()
export class TranscriptMailsController {
  constructor(private readonly transcripts: TranscriptMails) {}

  /** Sends the conversation to one's own e-mail address. */
  @Post()
  @HttpCode(202)
  request(
    @CurrentActor() actor: CustomerActor | StaffActor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<TranscriptRequest> {
    return this.transcripts.request(actor, id);
  }
}
