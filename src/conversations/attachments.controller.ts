import {
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AttachmentView } from '../contract/conversations.dto';
import type { Actor } from '../core/actor';
import { CurrentActor } from '../core/current-actor';
import { disposition } from './attachment-name';
import { type AttachmentFile, AttachmentsService } from './attachments.service';
import { uploadOf } from './upload';

const FILE = { schema: { type: 'string', format: 'binary' } } as const;

@Controller()
export class AttachmentsController {
  constructor(private readonly attachments: AttachmentsService) {}

  /** One file of at most 10 MB: a picture, a PDF or plain text, whatever it is called. */
  @Post('conversations/:id/attachments')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
  })
  upload(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<AttachmentView> {
    return this.attachments.upload(actor, id, () => uploadOf(request));
  }

  /** The file itself, for who may read the message that carries it. */
  @Get('attachments/:id/content')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse(FILE)
  async content(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return served(await this.attachments.content(actor, id), reply);
  }

  /** A small picture of it, as WebP. */
  @Get('attachments/:id/thumbnail')
  @ApiProduces('image/webp')
  @ApiOkResponse(FILE)
  async thumbnail(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return served(await this.attachments.thumbnail(actor, id), reply);
  }

  /** Takes back an upload that was not sent. */
  @Delete('attachments/:id')
  @HttpCode(204)
  remove(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.attachments.remove(actor, id);
  }
}

/** Only what was drawn anew here is shown in place; and even if something else were, it could do nothing. */
function served({ name, mime, size, isPicture, content }: AttachmentFile, reply: FastifyReply): StreamableFile {
  void reply.headers({
    'Cache-Control': 'private, max-age=3600',
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
  });
  return new StreamableFile(content, {
    type: mime === 'text/plain' ? 'text/plain; charset=utf-8' : mime,
    disposition: disposition(isPicture ? 'inline' : 'attachment', name),
    ...(size === undefined ? {} : { length: size }),
  });
}
