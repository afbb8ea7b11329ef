import type { ConversationPage, MessageView, SendMessage } from '../../src/contract/conversations.dto';
import type { Api } from './api';
import { type ApiError, asApiError } from './api-error';
import { backoffMs } from './backoff';
import type { Outbox } from './outbox';
import type { SharedSocket } from './socket';
import { Store } from './store';
import {
  applyMessage,
  applyPage,
  type Echo,
  EMPTY_TRANSCRIPT,
  lastSeq,
  mergeMarks,
  readSeqOf,
  type Transcript,
} from './transcript';
import { TypingSignal, Typists } from './typing';

interface Options {
  conversationId: string;
  /** Who is looking: their id, for read marks and to tell their own typing from that of others. */
  readerId: () => string;
  socket: SharedSocket;
  api: Api;
  outbox: Outbox;
}

/** A confirmed message that has not arrived by then was lost on the way, and is asked for. */
const ARRIVAL_MS = 1500;

/**
 * One conversation, kept up to date: it subscribes first and reads then, adds pushed messages in order, and asks for
 * what is missing.
 *
 *   const conversation = new ConversationClient({ conversationId, readerId: () => me.id, socket: socket.shared, api, outbox });
 *   conversation.open();
 *   conversation.transcript.subscribe(render);     // messages; echoes: echoesOf(transcript, confirmed, outbox entries)
 *   outbox.add({ conversationId, body });          // shows up as an echo at once, as a message once it is stored
 *   conversation.close();
 */
export class ConversationClient {
  readonly transcript = new Store<Transcript>(EMPTY_TRANSCRIPT);
  readonly status = new Store<'loading' | 'ready' | ApiError>('loading');
  /** Confirmed by the server, not yet in the transcript. */
  readonly confirmed = new Store<readonly Echo[]>([]);
  /** The conversation in which it goes on, since its ticket became part of another one. */
  readonly continuedIn = new Store<string | null>(null);
  readonly typists = new Typists();
  readonly typing: TypingSignal;
  readonly conversationId: string;

  private readonly options: Options;
  private readonly stops: (() => void)[] = [];
  private catchingUp: Promise<void> | null = null;
  /** Pushed before what comes before them is known. */
  private early: MessageView[] = [];
  private retry: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private toldReadSeq = 0;

  constructor(options: Options) {
    this.options = options;
    this.conversationId = options.conversationId;
    this.typing = new TypingSignal((on) => this.hint('typing', { conversationId: this.conversationId, on }));
  }

  open(): void {
    const { socket, outbox, readerId } = this.options;
    const isOurs = ({ conversationId }: { conversationId: string }) => conversationId === this.conversationId;
    this.stops.push(
      socket.on('message:new', (message) => isOurs(message) && this.receive(message)),
      socket.on('message:read', (mark) => {
        if (isOurs(mark))
          this.transcript.update((held) => ({ ...held, readMarks: mergeMarks(held.readMarks, [mark]) }));
      }),
      socket.on('typing', (signal) => {
        if (isOurs(signal) && signal.id !== readerId()) this.typists.hear(signal, signal.on);
      }),
      socket.on('positions', (positions) => {
        if ((positions[this.conversationId] ?? 0) > lastSeq(this.transcript.get())) void this.catchUp();
      }),
      outbox.onConfirmed((entry, receipt) => {
        if (isOurs(entry)) this.receiveOwn({ entry, receipt }, receipt);
      }),
      socket.onOnline(() => void this.rejoin()),
    );
    if (socket.state.get().status !== 'online') void this.catchUp();
  }

  close(): void {
    for (const stop of this.stops.splice(0)) stop();
    clearTimeout(this.retry);
    this.typing.stop();
    this.typists.clear();
    this.hint('conversation:leave', { conversationId: this.conversationId });
  }

  /** Reads on until nothing is missing. Calls made meanwhile share the same run. */
  catchUp(): Promise<void> {
    this.catchingUp ??= this.readOn().finally(() => {
      this.catchingUp = null;
    });
    return this.catchingUp;
  }

  async loadOlder(): Promise<void> {
    const first = this.transcript.get().messages[0];
    if (!first || !this.transcript.get().hasOlder) return;
    const page = await this.options.api.get<ConversationPage>(this.path('messages'), {
      beforeSeq: first.seq,
      limit: 50,
    });
    this.transcript.update((held) => applyPage(held, page));
  }

  /** `seq` is the public number, for customers and staff alike. */
  markRead(seq: number): void {
    const known = Math.max(this.toldReadSeq, readSeqOf(this.transcript.get(), this.options.readerId()));
    if (seq <= known) return;
    this.toldReadSeq = seq;
    const { socket, api, conversationId } = this.options;
    const told =
      socket.state.get().status === 'online'
        ? socket.request('message:read', { conversationId, seq })
        : api.post<null>(this.path('read'), { seq });
    told.catch(() => {
      this.toldReadSeq = Math.min(this.toldReadSeq, seq - 1);
    });
  }

  /** A read that began before the connection did not subscribe it. */
  private async rejoin(): Promise<void> {
    await this.catchingUp;
    await this.catchUp();
  }

  private receive(message: MessageView): void {
    const applied = this.status.get() === 'ready' ? applyMessage(this.transcript.get(), message) : 'gap';
    if (applied !== 'gap') {
      this.show(applied);
      this.addEarly();
    } else {
      this.early.push(message);
      void this.catchUp();
    }
  }

  private async readOn(): Promise<void> {
    try {
      let page: ConversationPage;
      let before: number;
      do {
        before = lastSeq(this.transcript.get());
        page = await this.read();
        this.show(applyPage(this.transcript.get(), page));
        if (page.continuedInId) this.continuedIn.set(page.continuedInId);
      } while (page.hasNewer && lastSeq(this.transcript.get()) > before);

      this.failures = 0;
      this.status.set('ready');
      this.addEarly();
    } catch (thrown) {
      const error = asApiError(thrown);
      // What is shown stays shown, whatever happens to the next read.
      if (this.status.get() !== 'ready') this.status.set(error);
      if (error.isTransient) this.readLater();
    }
  }

  private addEarly(): void {
    const early = this.early.splice(0).sort((a, b) => a.seq - b.seq);
    for (const message of early) {
      const applied = applyMessage(this.transcript.get(), message);
      if (applied === 'gap') {
        this.readLater();
        return;
      }
      this.show(applied);
    }
  }

  private readLater(): void {
    if (this.stops.length === 0) return;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.catchUp(), backoffMs(this.failures++));
  }

  private read(): Promise<ConversationPage> {
    const { socket, api, conversationId } = this.options;
    const last = this.transcript.get().messages.at(-1);
    if (socket.state.get().status === 'online') {
      return socket.request('conversation:open', { conversationId, afterSeq: last?.seq, afterId: last?.id });
    }
    return api.get<ConversationPage>(this.path('messages'), { afterSeq: last?.seq });
  }

  private show(transcript: Transcript): void {
    this.transcript.set(transcript);
    const arrived = new Set(transcript.messages.map((message) => message.clientId));
    this.confirmed.update((echoes) => {
      const missing = echoes.filter(({ entry }) => !arrived.has(entry.clientId));
      return missing.length === echoes.length ? echoes : missing;
    });
  }

  /** The answer takes the place of the push; it can be a little ahead of what others wrote just before. */
  private receiveOwn(echo: Echo, message: MessageView): void {
    const held = this.transcript.get();
    if (message.conversationId !== this.conversationId || message.seq <= lastSeq(held)) {
      if (!held.messages.some(({ id }) => id === message.id)) void this.catchUp();
      return;
    }
    const applied = this.status.get() === 'ready' ? applyMessage(held, message) : 'gap';
    if (applied !== 'gap') {
      this.show(applied);
      return;
    }
    this.early.push(message);
    this.confirmed.update((echoes) => [...echoes, echo]);
    setTimeout(() => {
      if (lastSeq(this.transcript.get()) < message.seq) void this.catchUp();
    }, ARRIVAL_MS);
  }

  /** Worth a try, not worth an error. */
  private hint(name: 'typing', input: { conversationId: string; on: boolean }): void;
  private hint(name: 'conversation:leave', input: { conversationId: string }): void;
  private hint(name: 'typing' | 'conversation:leave', input: { conversationId: string; on: boolean }): void {
    this.options.socket.request(name, input).catch(asApiError);
  }

  private path(what: 'messages' | 'read'): string {
    return `/conversations/${this.conversationId}/${what}`;
  }
}

/** How an outbox sends: over the socket while there is one, over HTTP otherwise; the `clientId` makes both the same. */
export function carrier(socket: SharedSocket, api: Api): (message: SendMessage) => Promise<MessageView> {
  return (message) => {
    if (socket.state.get().status === 'online') return socket.request('message:send', message);
    const { conversationId, ...body } = message;
    return api.post<MessageView>(`/conversations/${conversationId}/messages`, body);
  };
}
