import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { eventually } from './client';

/** What the mail server says to a mail; undefined is that it takes it. */
type Verdict = (to: string) => { code: number; message: string } | undefined;

/** A real mail server on this machine, with everybody's mailbox. */
export class Mailbox {
  readonly mails: ParsedMail[] = [];
  /** Mails that were begun, also those that were refused. */
  tries = 0;
  verdict: Verdict = () => undefined;
  private readonly server: SMTPServer;

  private constructor() {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onRcptTo: ({ address }, _session, done) => {
        this.tries += 1;
        const refused = this.verdict(address);
        done(refused ? Object.assign(new Error(refused.message), { responseCode: refused.code }) : null);
      },
      onData: (stream, _session, done) => {
        simpleParser(stream).then(
          (mail) => {
            this.mails.push(mail);
            done();
          },
          (error: Error) => done(error),
        );
      },
    });
  }

  static async open(): Promise<Mailbox> {
    const mailbox = new Mailbox();
    await new Promise<void>((resolve) => mailbox.server.listen(0, '127.0.0.1', resolve));
    return mailbox;
  }

  /** What makes the service use it. */
  get settings(): Record<string, string> {
    const { port } = this.server.server.address() as AddressInfo;
    return { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Corner Shop <support@shop.example>' };
  }

  to(address: string): ParsedMail[] {
    return this.mails.filter(({ to }) => [to].flat().some((field) => field?.text.includes(address)));
  }

  /** The newest mail to the address, once there are that many. */
  async arrives(address: string, count = 1): Promise<ParsedMail> {
    const mails = await eventually(
      () => this.to(address),
      (found) => found.length >= count,
    );
    return mails.at(-1) as ParsedMail;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

/** What the link of a mail holds as its token. */
export function tokenIn({ text }: ParsedMail): string {
  return /[?&]token=([\w.-]+)/.exec(text ?? '')?.[1] ?? '';
}
