import type { CustomerChatView, QueuePosition, StartChat } from '../../../src/contract/chats.dto';
import type { Api } from '../../core/api';
import type { CustomerSocket } from '../../core/socket';
import { Store } from '../../core/store';

interface Current {
  chat: CustomerChatView | null;
  position: QueuePosition | null;
}

/** The customer's live chat, when they have one. A push is a hint; after each connect it is asked for again. */
export class LiveChat {
  readonly current = new Store<Current>({ chat: null, position: null });

  constructor(
    private readonly api: Api,
    socket: CustomerSocket,
  ) {
    socket.on('chat:changed', (chat) => this.accept(chat));
    socket.on('queue:position', (position) => {
      this.current.update((held) => (held.chat?.id === position.chatId ? { ...held, position } : held));
    });
  }

  async refresh(): Promise<void> {
    this.current.set(await this.api.get<Current>('/chats/current'));
  }

  /** `clientId` is made before the first try, so that trying again rings only once. */
  async start(input: StartChat): Promise<void> {
    this.accept(await this.api.post<CustomerChatView>('/chats', input));
  }

  async end(): Promise<void> {
    const { chat } = this.current.get();
    if (chat) this.accept(await this.api.post<CustomerChatView>(`/chats/${chat.id}/end`));
  }

  private accept(chat: CustomerChatView): void {
    this.current.update((held) => {
      const isOld =
        held.chat && (held.chat.id === chat.id ? held.chat.version > chat.version : held.chat.number > chat.number);
      if (isOld) return held;
      return { chat, position: chat.status === 'waiting' && held.chat?.id === chat.id ? held.position : null };
    });
  }
}
