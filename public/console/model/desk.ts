import type { WhoAmI } from '../../../src/contract/auth.dto';
import type { ChatDetail, ChatView } from '../../../src/contract/chats.dto';
import type { Permission } from '../../../src/contract/permissions';
import type { TicketView } from '../../../src/contract/tickets.dto';
import { AlertBox } from '../../core/alert-box';
import type { Api } from '../../core/api';
import { asApiError } from '../../core/api-error';
import type { ServerClock } from '../../core/clock';
import { carrier } from '../../core/conversation-client';
import { Drafts } from '../../core/drafts';
import { onMerges } from '../../core/merges';
import { Outbox } from '../../core/outbox';
import { Pictures } from '../../core/pictures';
import type { Session } from '../../core/session';
import { type AgentSocket, RealtimeSocket } from '../../core/socket';
import { browserStorage } from '../../core/storage';
import { Store } from '../../core/store';
import { UnsentFiles } from '../../core/unsent-files';
import type { Uploads } from '../../core/uploads';
import { Alerts } from './alerts';
import { Book } from './book';
import { Chimes } from './chimes';
import { ConversationPool } from './conversation-pool';
import { DirectWatch } from './direct-watch';
import { Duty } from './duty';
import { MyChats } from './my-chats';
import { Offers } from './offers';
import { QueueWatch } from './queue-watch';
import { Screen } from './screen';
import { TicketActions } from './ticket-actions';
import { TicketBulk } from './ticket-bulk';
import { TicketChoice } from './ticket-choice';
import { TicketWatch } from './ticket-watch';

const SHOP_KEY = 'shopbell:shop';
const RUNNING: ReadonlySet<string> = new Set(['shop', 'all']);

/** Everything one signed-in person works with. Made at sign-in, put away at sign-out. */
export class Desk {
  readonly storage = browserStorage();
  /** The shop looked at; null until an administrator has chosen one. */
  readonly shopId: Store<string | null>;
  readonly chats = new Book<ChatView>();
  readonly tickets = new Book<TicketView>();
  readonly screen = new Screen();
  readonly customersHere = new Store<ReadonlySet<string>>(new Set());
  readonly socket: AgentSocket;
  readonly outbox: Outbox;
  readonly pool: ConversationPool;
  readonly queue: QueueWatch;
  readonly ticketWatch: TicketWatch | null;
  readonly ticketActions: TicketActions;
  readonly ticketBulk: TicketBulk;
  readonly ticketChoice = new TicketChoice();
  readonly mine: MyChats;
  readonly offers: Offers;
  readonly duty: Duty;
  readonly drafts: Drafts;
  readonly pictures: Pictures;
  readonly chimes = new Chimes(this.storage);
  readonly alertBox: AlertBox;
  /** Null for those who may not see who works here. */
  readonly direct: DirectWatch | null;
  readonly alerts: Alerts;
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
    this.shopId = new Store(me.shopId ?? this.storage.get(SHOP_KEY));
    this.socket = new RealtimeSocket({ namespace: '/agents', tokens, mayPoll: false });
    this.outbox = new Outbox({ account: me.id, storage: this.storage, send: carrier(this.socket.shared, api) });
    this.pool = new ConversationPool(me.id, this.socket, api, this.outbox);
    this.queue = new QueueWatch(this.socket, this.chats, clock, this.shopId, me.shopId === null);
    this.ticketActions = new TicketActions(api, this.tickets);
    this.ticketBulk = new TicketBulk(me.id, api, this.tickets, this.ticketActions);
    const watched = { socket: this.socket, tickets: this.tickets, shopId: this.shopId, needsShop: me.shopId === null };
    this.ticketWatch = this.has('tickets:read') ? new TicketWatch(watched) : null;
    this.mine = new MyChats(me.id, api, this.chats, this.pool);
    this.offers = new Offers(this.socket, api, this.chats);
    this.duty = new Duty(this.socket, api);
    this.drafts = new Drafts(me.id, this.storage);
    this.files = new UnsentFiles(api);
    this.pictures = new Pictures(api);
    this.alertBox = new AlertBox(api, this.socket.shared);
    this.direct = this.has('employees:read') ? new DirectWatch(me.id, api, this.socket) : null;
    this.alerts = new Alerts({
      account: me.id,
      socket: this.socket,
      chats: this.chats,
      queue: this.queue,
      mine: this.mine,
      offers: this.offers,
      alertBox: this.alertBox,
      direct: this.direct,
    });
    this.listen(session);
  }

  start(): void {
    this.socket.connect();
  }

  stop(): void {
    this.outbox.stop();
    this.drafts.stop();
    this.alerts.stop();
    this.direct?.stop();
    this.pool.close();
    this.pictures.close();
    this.socket.close();
  }

  has(permission: Permission): boolean {
    return this.me.grants.some((grant) => grant.permission === permission);
  }

  /** Those in charge of the shop's tickets assign them, and say which lists everybody has. */
  get runsTickets(): boolean {
    return this.me.grants.some(({ permission, scope }) => permission === 'tickets:transfer' && RUNNING.has(scope));
  }

  chooseShop(shopId: string): void {
    this.storage.set(SHOP_KEY, shopId);
    this.shopId.set(shopId);
  }

  uploads(conversationId: string): Uploads {
    return this.files.of(conversationId);
  }

  /** A conversation goes on in another one, and so does what is written and attached there. */
  goOn(from: string, to: string): void {
    this.drafts.move(from, to);
    this.files.move(from, to);
  }

  async take(chatId: string): Promise<ChatDetail> {
    return this.accept(await this.api.post<ChatDetail>(`/chats/${chatId}/take`));
  }

  /** Null when nobody waits whom I could take. */
  async takeNext(): Promise<ChatDetail | null> {
    const { chat } = await this.api.post<{ chat: ChatDetail | null }>('/chats/take-next');
    return chat && this.accept(chat);
  }

  /** Transfer, release and close answer with the chat as it is then. */
  async change(chatId: string, what: 'transfer' | 'release' | 'close', input: object = {}): Promise<ChatView> {
    return this.accept(await this.api.post<ChatView>(`/chats/${chatId}/${what}`, input));
  }

  async decline(chatId: string, reason?: string): Promise<void> {
    await this.api.post<null>(`/chats/${chatId}/decline`, reason ? { reason } : {});
    this.chats.drop(chatId);
  }

  private accept<Chat extends ChatView>(chat: Chat): Chat {
    this.chats.accept(chat);
    return chat;
  }

  private listen(session: Session): void {
    onMerges(this.tickets.all, (from, to) => this.goOn(from, to));
    this.socket.on('customer:presence', ({ customerId, isConnected }) => {
      this.customersHere.update((here) => {
        const changed = new Set(here);
        if (isConnected) changed.add(customerId);
        else changed.delete(customerId);
        return changed;
      });
    });
    this.socket.onOnline(() => {
      this.outbox.wake();
      this.customersHere.set(new Set());
      void this.mine.refresh();
      this.duty.refresh().catch(asApiError);
      if (this.has('chats:take')) this.offers.refresh().catch(asApiError);
    });
    this.socket.state.subscribe(() => {
      const state = this.socket.state.get();
      if (state.status === 'ended' && state.reason.code === 'UNAUTHENTICATED') session.leave('UNAUTHENTICATED');
    });
  }
}
