import type { Visibility } from '../../src/contract/conversations.dto';
import { type KeyValueStorage, onStorageChange } from './storage';
import { Store } from './store';

/** What is typed and not sent: one text for each conversation and kind, kept in this browser. */
export class Drafts {
  readonly texts = new Store<ReadonlyMap<string, string>>(new Map());
  private readonly prefix: string;
  private readonly stopListening: () => void;

  constructor(
    account: string,
    private readonly storage: KeyValueStorage,
  ) {
    this.prefix = `shopbell:draft:${account}:`;
    this.stopListening = onStorageChange(this.prefix, () => this.read());
    this.read();
  }

  get(conversationId: string, visibility: Visibility): string {
    return this.texts.get().get(draftKey(conversationId, visibility)) ?? '';
  }

  set(conversationId: string, visibility: Visibility, text: string): void {
    const key = draftKey(conversationId, visibility);
    if (text) this.storage.set(this.prefix + key, text);
    else this.storage.remove(this.prefix + key);
    this.texts.update((held) => {
      const changed = new Map(held);
      if (text) changed.set(key, text);
      else changed.delete(key);
      return changed;
    });
  }

  /** A conversation goes on in another one, and so does what is being written, below what is written there. */
  move(from: string, to: string): void {
    for (const visibility of ['public', 'internal'] as const) {
      const text = this.get(from, visibility);
      if (!text) continue;
      const there = this.get(to, visibility);
      this.set(to, visibility, there && there !== text ? `${there}\n${text}` : text);
      this.set(from, visibility, '');
    }
  }

  stop(): void {
    this.stopListening();
  }

  private read(): void {
    const keys = this.storage.keys().filter((key) => key.startsWith(this.prefix));
    this.texts.set(new Map(keys.map((key) => [key.slice(this.prefix.length), this.storage.get(key) ?? ''])));
  }
}

export function draftKey(conversationId: string, visibility: Visibility): string {
  return `${conversationId}:${visibility}`;
}
