import type { CustomerChatView, StartChat } from '../../../src/contract/chats.dto';
import { type ApiError, asApiError } from '../../core/api-error';
import { backoffMs, Pause } from '../../core/backoff';
import { exclusively } from '../../core/locks';
import { NEW_CONVERSATION } from '../../core/outbox';
import { type KeyValueStorage, readJson } from '../../core/storage';
import { Store } from '../../core/store';
import type { Line } from './line';
import type { Visit } from './visit';

/** A chat that somebody asked for and the server has not confirmed. */
export interface PendingChat {
  chat: StartChat;
  name?: string;
  email?: string;
}

/**
 * Starts a chat as safely as a message is sent: written down first, tried with the same id until it is there, also after
 * a reload. Meanwhile its first message is shown as one on its way, and further ones can be typed.
 */
export class Beginning {
  readonly pending: Store<PendingChat | null>;
  /** Why the last chat could not be started; the form shows it, with what was typed. */
  readonly refusal = new Store<{ error: ApiError; given: PendingChat } | null>(null);
  private readonly pause = new Pause();
  private readonly key: string;
  private isRunning = false;

  constructor(
    private readonly shop: string,
    private readonly storage: KeyValueStorage,
    private readonly visit: Visit,
    private readonly line: Line,
    private readonly onStarted: (chat: CustomerChatView) => void,
  ) {
    this.key = `shopbell:start:${shop}`;
    this.pending = new Store(readJson<PendingChat>(storage, this.key));
    window.addEventListener('online', () => this.pause.end());
    void this.run();
  }

  begin(given: PendingChat): void {
    this.refusal.set(null);
    this.storage.set(this.key, JSON.stringify(given));
    this.line.outbox.add({
      conversationId: NEW_CONVERSATION,
      clientId: given.chat.clientId,
      body: given.chat.message,
    });
    this.pending.set(given);
    void this.run();
  }

  forget(): void {
    this.storage.remove(this.key);
    this.pending.set(null);
  }

  private async run(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    await exclusively(`start:${this.shop}`, async () => {
      let attempt = 0;
      for (let given = this.read(); given; given = this.read()) {
        const waitMs = await this.tryOnce(given, attempt++);
        if (waitMs !== null) await this.pause.wait(waitMs);
      }
    });
    this.isRunning = false;
    if (this.read()) void this.run();
  }

  /** Another tab may have been faster. */
  private read(): PendingChat | null {
    const given = readJson<PendingChat>(this.storage, this.key);
    if (!given) this.pending.set(null);
    return given;
  }

  private async tryOnce(given: PendingChat, attempt: number): Promise<number | null> {
    try {
      if (!this.visit.visitor.get()) await this.visit.begin({ name: given.name, email: given.email });
      const chat = await this.visit.api.post<CustomerChatView>('/chats', given.chat);
      this.line.accept(chat);
      this.line.connect();
      await this.line.adopt(given.chat.clientId);
      this.forget();
      this.onStarted(chat);
      void this.line.refresh();
      return null;
    } catch (thrown) {
      const error = asApiError(thrown);
      // A visit that has ended in the meantime is simply begun again.
      if (error.isTransient || (error.code === 'UNAUTHENTICATED' && attempt < 2)) {
        return Math.max(error.retryAfterMs ?? 0, backoffMs(attempt));
      }
      this.line.outbox.delete(given.chat.clientId);
      this.forget();
      this.refusal.set({ error, given });
      return null;
    }
  }
}
