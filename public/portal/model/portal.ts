import type { WhoAmI } from '../../../src/contract/auth.dto';
import { AlertBox } from '../../core/alert-box';
import type { Api } from '../../core/api';
import type { ServerClock } from '../../core/clock';
import { ConversationClient, carrier } from '../../core/conversation-client';
import { Drafts } from '../../core/drafts';
import { onMerges } from '../../core/merges';
import { Outbox } from '../../core/outbox';
import { Pictures } from '../../core/pictures';
import type { Session } from '../../core/session';
import { type CustomerSocket, RealtimeSocket } from '../../core/socket';
import { browserStorage } from '../../core/storage';
import { UnsentFiles } from '../../core/unsent-files';
import type { Uploads } from '../../core/uploads';
import { LiveChat } from './live-chat';
import { TicketBook } from './ticket-book';
import { TicketDraft } from './ticket-draft';

/** Everything one signed-in customer works with. Made at sign-in, put away at sign-out. */
export class Portal {
  readonly storage = browserStorage();
  readonly tickets = new TicketBook();
  readonly socket: CustomerSocket;
  readonly outbox: Outbox;
  readonly drafts: Drafts;
  readonly pictures: Pictures;
  readonly newTicket: TicketDraft;
  readonly chat: LiveChat;
  readonly alertBox: AlertBox;
  readonly api: Api;
  readonly clock: ServerClock;

  private readonly files: UnsentFiles;

  constructor(
    readonly me: WhoAmI,
    session: Session,
  ) {
    const { api, clock, tokens } = session;
    this.api = api;
    this.clock = clock;
    this.socket = new RealtimeSocket({ namespace: '/customers', tokens, mayPoll: true });
    this.outbox = new Outbox({ account: me.id, storage: this.storage, send: carrier(this.socket.shared, api) });
    this.drafts = new Drafts(me.id, this.storage);
    this.files = new UnsentFiles(api);
    this.pictures = new Pictures(api);
    this.chat = new LiveChat(api, this.socket);
    this.alertBox = new AlertBox(api, this.socket.shared);
    this.newTicket = new TicketDraft(me.id, api, this.storage);
    this.socket.on('ticket:changed', (ticket) => this.tickets.accept(ticket));
    onMerges(this.tickets.all, (from, to) => this.goOn(from, to));
    this.socket.onOnline(() => this.outbox.wake());
    this.socket.state.subscribe(() => {
      const state = this.socket.state.get();
      if (state.status === 'ended' && state.reason.code === 'UNAUTHENTICATED') session.leave('UNAUTHENTICATED');
    });
  }

  start(): void {
    this.socket.connect();
  }

  stop(): void {
    this.outbox.stop();
    this.drafts.stop();
    this.pictures.close();
    this.socket.close();
  }

  conversation(conversationId: string): ConversationClient {
    const { me, socket, api, outbox } = this;
    return new ConversationClient({ conversationId, readerId: () => me.id, socket: socket.shared, api, outbox });
  }

  uploads(conversationId: string): Uploads {
    return this.files.of(conversationId);
  }

  /** A conversation goes on in another one, and so does what is written and attached there. */
  goOn(from: string, to: string): void {
    this.drafts.move(from, to);
    this.files.move(from, to);
  }
}
