import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AppError } from '../core/app-error';
import { Public } from '../core/current-actor';
import { DevOutbox, type KeptMail } from './dev-outbox';
import { escapedHtml as escaped, HTML, page } from './mail-pages';

/** Shows the mails that nobody sends. The module is not part of a production server. */
@Controller('dev/mail')
@Public()
@ApiExcludeController()
export class DevMailController {
  constructor(private readonly outbox: DevOutbox) {}

  @Get()
  @Header('Content-Type', HTML)
  @Header('Cache-Control', 'no-store')
  list(): string {
    const rows = this.outbox
      .all()
      .map(
        ({ id, to, subject, date }) =>
          `<tr><td>${date.toISOString()}</td><td>${escaped(to)}</td><td><a href="/dev/mail/${id}">${escaped(subject)}</a></td></tr>`,
      );
    const table = `<table><thead><tr><th>When</th><th>To</th><th>Subject</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
    return page('Mail', `<h1>Mail</h1>${rows.length > 0 ? table : '<p>No mail yet.</p>'}`);
  }

  @Get(':id')
  @Header('Content-Type', HTML)
  @Header('Cache-Control', 'no-store')
  show(@Param('id') id: string): string {
    const { to, from, replyTo, subject, text, headers } = this.find(id);
    const head = { From: from, To: to, 'Reply-To': replyTo ?? '', Subject: subject, ...headers };
    const lines = Object.entries(head).map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`);
    const frame = `<iframe sandbox="allow-popups" title="Mail" width="700" height="600" src="/dev/mail/${id}/html"></iframe>`;
    return page(
      'Mail',
      `<p><a href="/dev/mail">All</a></p><dl>${lines.join('')}</dl>${frame}<pre>${escaped(text)}</pre>`,
    );
  }

  /** What the frame shows: without scripts, without anything from elsewhere. */
  @Get(':id/html')
  html(@Param('id') id: string, @Res() reply: FastifyReply): FastifyReply {
    const { html } = this.find(id);
    return reply
      .header('Content-Type', HTML)
      .header('Cache-Control', 'no-store')
      .header(
        'Content-Security-Policy',
        "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
      )
      .header('X-Frame-Options', 'SAMEORIGIN')
      .send(html);
  }

  private find(id: string): KeptMail {
    const mail = this.outbox.find(id);
    if (!mail) throw new AppError('NOT_FOUND', 'There is no such mail.');
    return mail;
  }
}
