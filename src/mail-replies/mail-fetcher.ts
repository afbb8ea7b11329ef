import { Inject, Injectable } from '@nestjs/common';
import { ImapFlow } from 'imapflow';
import { AppError } from '../core/app-error';
import { ENV, type Env } from '../core/env';
import { isUnavailable } from '../core/error-body';
import { log } from '../core/log';
import { Leases } from '../database/leases';
import { MAIL_BYTES } from './mail-replies.controller';
import { MailReplies } from './mail-replies.service';

const AT_ONCE = 50;
const TIMEOUT = 15_000;

/** Fetches replies from a mailbox, on one server at a time. What has been dealt with is marked as read there. */
@Injectable()
export class MailFetcher {
  constructor(
    private readonly replies: MailReplies,
    @Inject(ENV) private readonly env: Env,
    leases: Leases,
  ) {
    if (!env.IMAP_URL) return;
    leases.every({ name: 'imap', everyMs: env.MAIL_POLL_SECONDS * 1000, run: () => this.fetchNew() });
  }

  async fetchNew(): Promise<void> {
    const client = this.client();
    await client.connect();
    try {
      const lock = await client.getMailboxLock('INBOX');
      try {
        await this.takeUnread(client);
      } finally {
        lock.release();
      }
    } finally {
      await client.logout().catch(() => client.close());
    }
  }

  private async takeUnread(client: ImapFlow): Promise<void> {
    const unread = (await client.search({ seen: false }, { uid: true })) || [];
    for (const uid of unread.slice(0, AT_ONCE)) {
      const source = await sourceOf(client, String(uid));
      if (source && !(await this.isDone(source))) continue;
      await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
    }
  }

  /** A mail that cannot be read now or ever must not keep the others out; what may pass is left for the next time. */
  private async isDone(source: Buffer): Promise<boolean> {
    try {
      await this.replies.take(source);
      return true;
    } catch (error) {
      const mayPass = isUnavailable(error) || (error instanceof AppError && [429, 503].includes(error.status));
      log[mayPass ? 'info' : 'warn']({ err: error }, 'a mail that came in could not be taken');
      return !mayPass;
    }
  }

  private client(): ImapFlow {
    const { protocol, hostname, port, username, password } = new URL(this.env.IMAP_URL ?? '');
    const secure = protocol === 'imaps:';
    const client = new ImapFlow({
      host: hostname,
      port: port ? Number(port) : secure ? 993 : 143,
      secure,
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
      logger: false,
      connectionTimeout: TIMEOUT,
      greetingTimeout: TIMEOUT,
      socketTimeout: TIMEOUT * 2,
    });
    // Whoever waits for an answer is told as well; without a listener the process would end.
    client.on('error', (error: unknown) => log.warn({ err: error }, 'the mailbox could not be read'));
    return client;
  }
}

/** Undefined for what is too large to be read at all. */
async function sourceOf(client: ImapFlow, uid: string): Promise<Buffer | undefined> {
  const sized = await client.fetchOne(uid, { size: true }, { uid: true });
  if (!sized || (sized.size ?? 0) > MAIL_BYTES) return undefined;
  const mail = await client.fetchOne(uid, { source: true }, { uid: true });
  return mail ? mail.source : undefined;
}
