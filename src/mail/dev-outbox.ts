import { Injectable } from '@nestjs/common';
import type { MailTransport, OutgoingMail } from './mail-transport';

const KEPT = 200;

export interface KeptMail extends OutgoingMail {
  id: string;
}

/** Where mails go while nobody sends them: to be looked at, on this server, until it stops. */
@Injectable()
export class DevOutbox implements MailTransport {
  private kept: KeptMail[] = [];

  async send(mail: OutgoingMail): Promise<void> {
    const id = mail.messageId.replace(/^<|@.*$/g, '');
    // Sent again is the same mail, as it is for a receiver.
    this.kept = [{ ...mail, id }, ...this.kept.filter((other) => other.id !== id)].slice(0, KEPT);
  }

  close(): void {
    this.kept = [];
  }

  /** The newest first. */
  all(): readonly KeptMail[] {
    return this.kept;
  }

  find(id: string): KeptMail | undefined {
    return this.kept.find((mail) => mail.id === id);
  }
}
