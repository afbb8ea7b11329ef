import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

/** A mailbox behind as much of IMAP (RFC 3501) as it takes to read what is unread and to mark it as read. */
export class ImapMailbox {
  readonly mails: { raw: string; isSeen: boolean }[] = [];
  readonly commands: string[] = [];
  private readonly open = new Set<Socket>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((socket) => {
      this.open.add(socket);
      socket.on('close', () => this.open.delete(socket));
      socket.on('error', () => socket.destroy());
      socket.write('* OK ready\r\n');
      let rest = '';
      socket.on('data', (data) => {
        const lines = `${rest}${data.toString()}`.split('\r\n');
        rest = lines.pop() ?? '';
        for (const line of lines) this.answer(socket, line);
      });
    });
  }

  static async listen(): Promise<ImapMailbox> {
    const mailbox = new ImapMailbox();
    await new Promise<void>((resolve) => mailbox.server.listen(0, '127.0.0.1', resolve));
    return mailbox;
  }

  get url(): string {
    return `imap://reply%40shop.example:secret@127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private answer(socket: Socket, line: string): void {
    const [tag = '', ...words] = line.split(' ');
    const command = words.join(' ');
    this.commands.push(command);
    for (const untagged of this.untagged(command)) socket.write(`* ${untagged}\r\n`);
    socket.write(`${tag} OK done\r\n`);
  }

  private untagged(command: string): string[] {
    const uid = Number(/^UID (?:FETCH|STORE) (\d+)/i.exec(command)?.[1] ?? 0);
    const mail = this.mails[uid - 1];
    if (/^CAPABILITY/i.test(command)) return ['CAPABILITY IMAP4rev1'];
    if (/^(LIST|LSUB|XLIST)/i.test(command)) return ['LIST (\\HasNoChildren) "/" INBOX'];
    if (/^SELECT/i.test(command))
      return [
        `${this.mails.length} EXISTS`,
        '0 RECENT',
        'FLAGS (\\Seen)',
        'OK [UIDVALIDITY 1] valid',
        'OK [UIDNEXT 99] next',
      ];
    if (/^UID SEARCH/i.test(command))
      return [`SEARCH ${this.mails.flatMap(({ isSeen }, index) => (isSeen ? [] : [index + 1])).join(' ')}`.trim()];
    if (/^UID STORE/i.test(command) && mail) {
      mail.isSeen = true;
      return [`${uid} FETCH (UID ${uid} FLAGS (\\Seen))`];
    }
    if (/^UID FETCH/i.test(command) && mail) {
      const size = Buffer.byteLength(mail.raw);
      const source = /BODY/i.test(command) ? ` BODY[] {${size}}\r\n${mail.raw}` : '';
      return [`${uid} FETCH (UID ${uid} RFC822.SIZE ${size}${source})`];
    }
    return /^LOGOUT/i.test(command) ? ['BYE'] : [];
  }
}
