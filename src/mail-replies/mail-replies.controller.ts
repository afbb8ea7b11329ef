import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ApiConsumes, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ReplyTaken } from '../contract/mail.dto';
import { AppError } from '../core/app-error';
import { Public } from '../core/current-actor';
import { ENV, type Env } from '../core/env';
import { MailReplies } from './mail-replies.service';

export const MAIL_BYTES = 16 * 1024 * 1024;
const SECRET_HEADER = 'x-mail-secret';

/** Where a mail server hands over the replies that came in. */
@Controller('mail/inbound')
@ApiTags('mail')
export class MailRepliesController {
  constructor(
    private readonly replies: MailReplies,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** A whole mail as it came (RFC 5322), at most 16 MB. Safe to try again: the same mail is taken once. */
  @Public()
  @Post()
  @HttpCode(200)
  @ApiConsumes('message/rfc822')
  @ApiHeader({ name: SECRET_HEADER, description: 'MAIL_INBOUND_SECRET' })
  async take(@Req() request: FastifyRequest): Promise<ReplyTaken> {
    if (!this.env.MAIL_INBOUND_SECRET) throw new AppError('NOT_FOUND', 'There is nothing at this address.');
    if (!isKnown(request, this.env)) throw new AppError('UNAUTHENTICATED', 'The secret is missing or wrong.');
    if (!Buffer.isBuffer(request.body)) throw new AppError('UNSUPPORTED_TYPE', 'Send the mail as message/rfc822.');
    return { outcome: await this.replies.take(request.body) };
  }
}

/** Lets whole mails in, from who knows the secret: nobody else gets so much read. */
export function acceptMail(fastify: FastifyInstance, env: Env): void {
  fastify.addContentTypeParser(
    'message/rfc822',
    { bodyLimit: MAIL_BYTES },
    async (request: FastifyRequest, payload: IncomingMessage) => {
      if (!isKnown(request, env)) {
        payload.resume();
        return null;
      }
      const parts: Buffer[] = [];
      let bytes = 0;
      for await (const part of payload as AsyncIterable<Buffer>) {
        bytes += part.length;
        if (bytes > MAIL_BYTES) throw new AppError('PAYLOAD_TOO_LARGE', 'The mail is too large.');
        parts.push(part);
      }
      return Buffer.concat(parts);
    },
  );
}

function isKnown({ headers }: FastifyRequest, { MAIL_INBOUND_SECRET }: Env): boolean {
  const given = Buffer.from(String(headers[SECRET_HEADER] ?? ''));
  const known = Buffer.from(MAIL_INBOUND_SECRET ?? '');
  return known.length > 0 && given.length === known.length && timingSafeEqual(given, known);
}
