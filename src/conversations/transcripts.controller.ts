import { Controller, Get, Param, ParseUUIDPipe, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { TranscriptQuery } from '../contract/conversations.dto';
import type { Actor } from '../core/actor';
import { CurrentActor } from '../core/current-actor';
import { TRANSCRIPT_POLICY } from './transcript';
import { Transcripts } from './transcripts.service';

const HEADERS = { 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' };

@Controller('conversations/:id')
export class TranscriptsController {
  constructor(private readonly transcripts: Transcripts) {}

  /** The conversation as text; customers get it without notes. */
  @Get('transcript.txt')
  @ApiProduces('text/plain')
  async text(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { tz }: TranscriptQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const content = await this.transcripts.text(actor, id, tz);
    void reply.headers(HEADERS);
    const disposition = 'attachment; filename="transcript.txt"';
    return new StreamableFile(content, { type: 'text/plain; charset=utf-8', disposition });
  }

  /** The same as a page to print, in which nothing runs. */
  @Get('transcript.html')
  @ApiProduces('text/html')
  async page(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { tz }: TranscriptQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const content = await this.transcripts.page(actor, id, tz);
    void reply.headers({ ...HEADERS, 'Content-Security-Policy': TRANSCRIPT_POLICY });
    return new StreamableFile(content, { type: 'text/html; charset=utf-8', disposition: 'inline' });
  }
}
