import type { FactoryProvider } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { ENV, type Env } from '../core/env';
import { DevOutbox } from './dev-outbox';

/** A mail in all its parts, as it goes out. */
export interface OutgoingMail {
  messageId: string;
  from: string;
  to: string;
  replyTo?: string | undefined;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  date: Date;
}

/** Hands mails over. Resolves once somebody else has promised to deliver them. */
export interface MailTransport {
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

/** Injection token of the transport; null where no mail is sent. */
export const MAIL_TRANSPORT = Symbol('MailTransport');

export const mailTransport: FactoryProvider<MailTransport | null> = {
  provide: MAIL_TRANSPORT,
  useFactory: (env: Env, outbox: DevOutbox) => {
    if (env.SMTP_URL) return new SmtpTransport(env.SMTP_URL);
    return env.NODE_ENV === 'production' ? null : outbox;
  },
  inject: [ENV, DevOutbox],
};

/** Less than a server has to stop, so that what is being sent can finish. */
const TIMEOUT = 15_000;
const CONNECTIONS = 3;

class SmtpTransport implements MailTransport {
  private readonly smtp: ReturnType<typeof createTransport>;

  constructor(url: string) {
    const { hostname, port, protocol, username, password, searchParams } = new URL(url);
    const secure = protocol === 'smtps:';
    const rejectUnauthorized = searchParams.get('insecure') !== 'true';
    this.smtp = createTransport({
      pool: true,
      maxConnections: CONNECTIONS,
      host: hostname,
      port: port ? Number(port) : secure ? 465 : 587,
      secure,
      ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
      tls: { rejectUnauthorized },
      connectionTimeout: TIMEOUT,
      greetingTimeout: TIMEOUT,
      socketTimeout: TIMEOUT,
      // Nothing that a mail says makes us read a file or ask another server.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send(mail: OutgoingMail): Promise<void> {
    await this.smtp.sendMail(mail);
  }

  close(): void {
    this.smtp.close();
  }
}
