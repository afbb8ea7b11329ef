import type { AttachmentView, MessageView, SendMessage, Visibility } from '../../src/contract/conversations.dto';
import { asApiError, type FailureCode } from './api-error';
import { backoffMs, Pause } from './backoff';
import { timeOrderedId } from './ids';
import { exclusively } from './locks';
import { type KeyValueStorage, onStorageChange, readJson } from './storage';
import { Store } from './store';

/** A message the server has not yet confirmed. */
export interface OutboxEntry {
  clientId: string;
  conversationId: string;
  body: string;
  attachments: AttachmentView[];
  visibility: Visibility;
  createdAt: string;
  /** The server's reason not to take it; the person decides: retry, copy or delete. */
  failure: FailureCode | null;
}

export type OutboxDraft = Pick<OutboxEntry, 'conversationId' | 'body'> &
  Partial<Pick<OutboxEntry, 'attachments' | 'visibility' | 'clientId'>>;

interface Options {
  /** Whose messages these are: another account in the same browser must not send them. */
  account: string;
  storage: KeyValueStorage;
  /** Over the socket when there is one, over HTTP otherwise. */
  send: (message: SendMessage) => Promise<MessageView>;
  pause?: Pause;
}

/** After this many tries an internal error of the server counts as an answer. */
const INTERNAL_TRIES = 6;

/**
 * Messages on their way. Each is written down before it is sent and goes out with the same `clientId` until the server
 * confirms or refuses it, one at a time per conversation so that they arrive in the order they were typed. It survives
 * reloads; of several tabs one sends. Each entry has its own key, so that tabs never overwrite each other's.
 */
export class Outbox {
  readonly entries = new Store<readonly OutboxEntry[]>([]);

  private readonly prefix: string;
  private readonly storage: KeyValueStorage;
  private readonly send: Options['send'];
  private readonly pause: Pause;
  private readonly draining = new Set<string>();
  private readonly confirmed = new Set<(entry: OutboxEntry, receipt: MessageView) => void>();
  private readonly stopListening: () => void;
  private isStopped = false;

  constructor({ account, storage, send, pause = new Pause() }: Options) {
    this.prefix = `shopbell:outbox:${account}:`;
    this.storage = storage;
    this.send = send;
    this.pause = pause;
    this.stopListening = onStorageChange(this.prefix, () => this.read());
    this.read();
  }

  add(draft: OutboxDraft): OutboxEntry {
    const entry: OutboxEntry = {
      clientId: timeOrderedId(),
      attachments: [],
      visibility: 'public',
      ...draft,
      createdAt: new Date().toISOString(),
      failure: null,
    };
    this.write(entry);
    return entry;
  }

  retry(clientId: string): void {
    const entry = this.find(clientId);
    if (entry) this.write({ ...entry, failure: null });
  }

  delete(clientId: string): void {
    for (const key of this.keys()) if (key.endsWith(clientId)) this.storage.remove(key);
    this.read();
  }

  /** Messages typed before their conversation existed get its id. */
  readdress(from: string, to: string): void {
    for (const entry of this.entries.get()) {
      if (entry.conversationId === from) this.write({ ...entry, conversationId: to });
    }
  }

  onConfirmed(listener: (entry: OutboxEntry, receipt: MessageView) => void): () => void {
    this.confirmed.add(listener);
    return () => this.confirmed.delete(listener);
  }

  /** The connection is back: try now. Also the way to begin with what an earlier page left. */
  wake(): void {
    this.pause.end();
    this.read();
  }

  /** The person has signed out: what is unsent stays for their next sign-in. */
  stop(): void {
    this.isStopped = true;
    this.stopListening();
    this.pause.end();
  }

  private find(clientId: string): OutboxEntry | undefined {
    return this.entries.get().find((entry) => entry.clientId === clientId);
  }

  private write(entry: OutboxEntry): void {
    const known = this.keys().find((key) => key.endsWith(entry.clientId));
    this.storage.set(known ?? this.newKey(entry), JSON.stringify(entry));
    this.read();
  }

  /** Sorts in the order of writing, also for two messages of one millisecond. */
  private newKey({ createdAt, clientId }: OutboxEntry): string {
    const last = this.keys().at(-1)?.slice(this.prefix.length).split(':')[0] ?? '';
    const order = String(Math.max(Date.parse(createdAt), Number(last) + 1)).padStart(15, '0');
    return `${this.prefix}${order}:${clientId}`;
  }

  private keys(): string[] {
    return this.storage
      .keys()
      .filter((key) => key.startsWith(this.prefix))
      .sort();
  }

  private read(): void {
    const entries = this.keys().flatMap((key) => readJson<OutboxEntry>(this.storage, key) ?? []);
    this.entries.set(entries);
    for (const { conversationId, failure } of entries) if (!failure) void this.drain(conversationId);
  }

  private next(conversationId: string): OutboxEntry | undefined {
    return this.entries.get().find((entry) => entry.conversationId === conversationId && !entry.failure);
  }

  private async drain(conversationId: string): Promise<void> {
    if (this.draining.has(conversationId) || !isAddress(conversationId)) return;
    this.draining.add(conversationId);
    try {
      await exclusively(`send:${conversationId}`, () => this.sendAll(conversationId));
    } finally {
      this.draining.delete(conversationId);
    }
    // One may have been added while the turn was being given back.
    if (this.next(conversationId) && !this.isStopped) void this.drain(conversationId);
  }

  private async sendAll(conversationId: string): Promise<void> {
    this.read();
    let attempt = 0;
    for (let entry = this.next(conversationId); entry && !this.isStopped; entry = this.next(conversationId)) {
      const waitMs = await this.sendOne(entry, attempt);
      attempt = waitMs === null ? 0 : attempt + 1;
      if (waitMs !== null) await this.pause.wait(waitMs);
    }
  }

  /** Returns how long to wait before it is tried again; null when the server has decided. */
  private async sendOne(entry: OutboxEntry, attempt: number): Promise<number | null> {
    const { clientId, conversationId, body, visibility } = entry;
    const attachmentIds = entry.attachments.map(({ id }) => id);
    try {
      const receipt = await this.send({ clientId, conversationId, body, visibility, attachmentIds });
      for (const listener of this.confirmed) listener(entry, receipt);
      this.delete(clientId);
      return null;
    } catch (thrown) {
      const error = asApiError(thrown);
      const isAnswer = error.code === 'INTERNAL' && attempt >= INTERNAL_TRIES;
      // Without a sign-in nothing can be said about the message itself; it waits for the next one.
      const mayRetry = error.isTransient || error.code === 'UNAUTHENTICATED';
      if (mayRetry && !isAnswer) return Math.max(error.retryAfterMs ?? 0, backoffMs(attempt));
      if (this.find(clientId)) this.write({ ...entry, failure: error.code });
      return null;
    }
  }
}

/** Where messages wait whose conversation is still being started. */
export const NEW_CONVERSATION = 'new';

function isAddress(conversationId: string): boolean {
  return conversationId !== NEW_CONVERSATION;
}
