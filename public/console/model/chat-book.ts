import type { ChatView } from '../../../src/contract/chats.dto';
import { Store } from '../../core/store';

/** Every chat this console has heard of, each in its newest version. Lists hold ids and look here. */
export class ChatBook {
  readonly all = new Store<ReadonlyMap<string, ChatView>>(new Map());

  get(id: string): ChatView | undefined {
    return this.all.get().get(id);
  }

  accept(...chats: ChatView[]): void {
    const newer = chats.filter((chat) => isNewer(chat, this.get(chat.id)));
    if (newer.length === 0) return;
    this.all.update((held) => new Map([...held, ...newer.map((chat) => [chat.id, chat] as const)]));
  }

  /** It is not there for this person any more. */
  drop(id: string): void {
    if (!this.get(id)) return;
    this.all.update((held) => new Map([...held].filter(([key]) => key !== id)));
  }
}

/** A push may arrive after the answer it was overtaken by. Messages do not raise the version, their number tells. */
function isNewer(told: ChatView, held: ChatView | undefined): boolean {
  if (!held || told.version > held.version) return true;
  return told.version === held.version && told.lastPublicSeq >= held.lastPublicSeq;
}
