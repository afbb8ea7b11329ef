import type { CustomerChatView } from '../../../src/contract/chats.dto';
import type { MessageView } from '../../../src/contract/conversations.dto';
import type { CustomerTicketView } from '../../../src/contract/tickets.dto';
import type { WidgetConfig } from '../../../src/contract/widget.dto';
import { Api } from '../../core/api';
import { type ApiError, asApiError } from '../../core/api-error';
import { backoffMs, Pause } from '../../core/backoff';
import { ServerClock } from '../../core/clock';
import { browserStorage } from '../../core/storage';
import { Store } from '../../core/store';
import { readSeqOf } from '../../core/transcript';
import { Beginning, type PendingChat } from './beginning';
import type { Claims } from './claims';
import type { Call, Host } from './host';
import { Line } from './line';
import { Visit } from './visit';

export type Place = 'home' | 'form' | 'chat' | 'past' | 'filed';

const QUIET = 'shopbell:quiet';

/** The whole widget: which shop it is, who is there, what they see, and what the page around it is told. */
export class Widget {
  readonly config = new Store<WidgetConfig | null>(null);
  readonly problem = new Store<ApiError | null>(null);
  readonly place = new Store<Place>('home');
  /** The topic that was chosen at home. */
  readonly topic = new Store<string | null>(null);
  /** The ended chat that is being looked at. */
  readonly past = new Store<CustomerChatView | null>(null);
  /** What the page proposes to write. */
  readonly proposal = new Store<string>('');
  readonly unread = new Store(0);
  readonly storage = browserStorage();
  /** Whether new messages make no sound. */
  readonly isQuiet: Store<boolean>;
  readonly clock = new ServerClock();
  readonly visit: Visit;
  readonly line: Line;
  readonly beginning: Beginning;
  /** Number of the ticket that has just been filed. */
  readonly filed = new Store<number | null>(null);

  private readonly door: Api;
  private readonly pause = new Pause();
  private customerId: string;
  private isVerified: boolean;
  private heardSeq: number | null = null;
  private seenSeq = 0;
  private chatStatus: CustomerChatView['status'] | null = null;
  private agentId: string | null = null;
  private claims: Promise<Claims> | null = null;

  constructor(
    readonly shop: string,
    readonly host: Host,
  ) {
    this.door = new Api(null, this.clock);
    this.isQuiet = new Store(this.storage.get(QUIET) !== null);
    this.isQuiet.subscribe(() => (this.isQuiet.get() ? this.storage.set(QUIET, '1') : this.storage.remove(QUIET)));
    this.visit = new Visit(shop, this.storage, this.clock);
    const visitor = this.visit.visitor.get();
    this.customerId = visitor?.customerId ?? '';
    this.isVerified = visitor?.isVerified ?? false;
    this.line = new Line(this.visit, shop, this.storage, this.clock);
    this.beginning = new Beginning(shop, this.storage, this.visit, this.line, (chat) => this.onStarted(chat));
    if (this.beginning.pending.get()) this.place.set('chat');
    this.watch();
  }

  async load(): Promise<void> {
    for (let attempt = 0; !this.config.get(); attempt++) {
      try {
        this.config.set(await this.door.get<WidgetConfig>(`/widget/${this.shop}`));
        this.problem.set(null);
      } catch (thrown) {
        const error = asApiError(thrown);
        this.problem.set(error);
        this.host.tell('error', { code: error.code });
        if (!error.isTransient) return;
        await this.pause.wait(Math.max(1000, backoffMs(attempt)));
      }
    }
  }

  retry(): void {
    if (this.problem.get()?.isTransient) this.pause.end();
    else void this.load();
  }

  /** Resumes the chat of an earlier page. */
  async resume(): Promise<void> {
    await this.visit.recall();
    if (!this.visit.visitor.get()) return this.line.isKnown.set(true);
    this.line.connect();
    await this.line.refresh();
  }

  start(given: Omit<PendingChat, 'chat'> & { message: string; topic: string | null; teamId: string | null }): void {
    const { name, email, message, topic, teamId } = given;
    const { url, referrer } = this.host.page.get();
    this.place.set('chat');
    this.beginning.begin({
      name,
      email,
      chat: {
        clientId: crypto.randomUUID(),
        message,
        topic: topic ?? undefined,
        teamId: teamId ?? undefined,
        pageUrl: url?.slice(0, 2000),
        referrer: referrer?.slice(0, 2000),
        language: navigator.language,
      },
    });
  }

  showPast(chat: CustomerChatView): void {
    this.past.set(chat);
    this.place.set('past');
  }

  /** What of the conversation is on the screen of somebody who looks at it. */
  see(seq: number): void {
    if (!this.host.visible.get().open || document.visibilityState !== 'visible') return;
    this.seenSeq = Math.max(this.seenSeq, seq);
    this.line.conversation.get()?.markRead(seq);
    this.unread.set(0);
  }

  send(body: string, attachments: MessageView['attachments']): void {
    const conversation = this.line.conversation.get();
    this.line.outbox.add({ conversationId: conversation?.conversationId ?? 'new', body, attachments });
    conversation?.typing.stop();
    this.host.tell('message:sent', { text: body });
  }

  private watch(): void {
    const { host, visit, line, beginning } = this;
    visit.visitor.subscribe(() => this.onVisitor());
    line.chat.subscribe(() => this.onChat());
    line.position.subscribe(() => {
      const position = line.position.get();
      if (position) host.tell('queue:position', position);
    });
    line.conversation.subscribe(() => {
      this.heardSeq = null;
      this.seenSeq = 0;
      line.conversation.get()?.transcript.subscribe(() => this.onTranscript());
    });
    line.socket.state.subscribe(() => this.report());
    this.unread.subscribe(() => this.report());
    beginning.refusal.subscribe(() => beginning.refusal.get() && this.place.set('form'));
    beginning.pending.subscribe(() => this.report());
    host.identity.subscribe(() => void this.identify());
    host.call.subscribe(() => this.obey(host.call.get()));
    host.page.subscribe(() => this.tellPage());
    host.hasShutDown.subscribe(() => void this.shutDown());
  }

  /** Another tab began a visit, or this visit turned out to be somebody else's. */
  private onVisitor(): void {
    const visitor = this.visit.visitor.get();
    if (visitor?.customerId === this.customerId) return;
    const isOther = this.customerId !== '';
    // What nobody in particular began goes along with whom they turn out to be, so it stays on the screen meanwhile.
    const mayGoAlong = !this.isVerified && visitor?.isVerified === true;
    this.customerId = visitor?.customerId ?? '';
    this.isVerified = visitor?.isVerified ?? false;
    if (isOther && !mayGoAlong) {
      this.line.leave();
      this.place.set('home');
    }
    if (visitor) void this.resume().then(() => this.showWhatIsThere());
    this.report();
  }

  private showWhatIsThere(): void {
    if (this.place.get() === 'chat' && !this.line.chat.get() && !this.beginning.pending.get()) this.place.set('home');
  }

  private onChat(): void {
    const chat = this.line.chat.get();
    const status = chat?.status ?? null;
    // Only the first time: who has gone home from an open chat stays there.
    if (chat && status !== 'closed' && this.chatStatus === null) this.place.set('chat');
    if (chat && status === 'closed' && this.chatStatus !== null && this.chatStatus !== 'closed') {
      this.host.tell('conversation:closed', { chatId: chat.id });
    }
    if (chat?.agent && chat.agent.id !== this.agentId) this.host.tell('agent:joined', { name: chat.agent.name });
    if (status !== this.chatStatus) this.tellPage();
    this.chatStatus = status;
    this.agentId = chat?.agent?.id ?? null;
    this.report();
  }

  private onTranscript(): void {
    const conversation = this.line.conversation.get();
    if (!conversation) return;
    const transcript = conversation.transcript.get();
    const readSeq = Math.max(this.seenSeq, readSeqOf(transcript, this.customerId));
    const heard = transcript.messages.filter(({ author, system }) => author.kind === 'employee' && !system);
    this.unread.set(heard.filter(({ seq }) => seq > readSeq).length);

    const { heardSeq } = this;
    this.heardSeq = transcript.messages.at(-1)?.seq ?? null;
    if (heardSeq === null) return;
    for (const message of heard.filter(({ seq }) => seq > heardSeq)) {
      this.host.tell('message:received', { text: message.body, from: message.author.name });
    }
  }

  private obey(call: Call | null): void {
    if (!call) return;
    const [first] = call.args;
    const hasOpenChat = this.chatStatus !== null && this.chatStatus !== 'closed';
    if (call.verb === 'showHome') this.place.set('home');
    else if (call.verb === 'showNewMessage') {
      this.proposal.set(typeof first === 'string' ? first : '');
      this.place.set(hasOpenChat || this.beginning.pending.get() ? 'chat' : 'form');
    } else void this.claim((claims) => claims.hear(call));
  }

  /** Agents see where the customer is while they talk; before and after, it is nobody's business. */
  private tellPage(): void {
    const { chat } = this.line;
    const { url, title } = this.host.page.get();
    const isOpen = (chat.get()?.status ?? 'closed') !== 'closed';
    if (url && isOpen && this.host.isEmbedded) void this.claim((claims) => claims.see(url, title));
  }

  /** Hardly any page says anything of its visitor before they chat, so the code for it comes when one does. */
  private async claim(say: (claims: Claims) => void): Promise<void> {
    this.claims ??= import('./claims').then(({ Claims }) => new Claims(this.visit));
    await this.claims.then(say).catch(() => {
      this.claims = null;
    });
  }

  private onStarted(chat: CustomerChatView): void {
    this.host.tell('conversation:started', { chatId: chat.id, number: chat.number });
  }

  /** A ticket has come of what they wrote. */
  onFiled({ id, number }: Pick<CustomerTicketView, 'id' | 'number'>): void {
    this.filed.set(number);
    this.place.set('filed');
    this.host.tell('ticket:created', { ticketId: id, number });
    void this.line.refresh();
  }

  private async identify(): Promise<void> {
    const identity = this.host.identity.get();
    if (!identity) return;
    try {
      await this.visit.begin({ identity: identity.jwt });
      await this.line.refresh();
      this.line.connect();
    } catch (thrown) {
      const { code } = asApiError(thrown);
      this.host.tell(code === 'UNAUTHENTICATED' ? 'identify:expired' : 'error', { code });
    }
  }

  private async shutDown(): Promise<void> {
    this.beginning.forget();
    this.line.close();
    await this.visit.end();
    this.place.set('home');
  }

  private report(): void {
    const chat = this.line.chat.get();
    this.host.send({
      type: 'state',
      state: {
        unread: this.unread.get(),
        online: this.line.socket.state.get().status === 'online',
        conversationId: chat?.conversationId ?? null,
        verified: this.visit.visitor.get()?.isVerified ?? false,
      },
      isChatOpen: (chat !== null && chat.status !== 'closed') || this.beginning.pending.get() !== null,
    });
  }
}
