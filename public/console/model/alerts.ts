import type { AlertView } from '../../../src/contract/alerts.dto';
import type { ChatView, OfferView } from '../../../src/contract/chats.dto';
import type { MessageView } from '../../../src/contract/conversations.dto';
import type { DirectMessageView } from '../../../src/contract/direct-messages.dto';
import type { AlertBox } from '../../core/alert-box';
import type { AgentSocket } from '../../core/socket';
import type { Book } from './book';
import type { DirectWatch } from './direct-watch';
import type { MyChats } from './my-chats';
import type { Offers } from './offers';
import type { QueueWatch } from './queue-watch';

/** What deserves a sound or a notification. */
export type Alert =
  | { kind: 'offer'; offer: OfferView }
  | { kind: 'queue'; chat: ChatView }
  | { kind: 'message'; chat: ChatView; message: MessageView }
  | { kind: 'direct'; exchange: DirectMessageView }
  | { kind: 'told'; alert: AlertView };

interface Sources {
  account: string;
  socket: AgentSocket;
  chats: Book<ChatView>;
  queue: QueueWatch;
  mine: MyChats;
  offers: Offers;
  alertBox: AlertBox;
  direct: DirectWatch | null;
}

/** Collects what deserves attention, in one tab of however many are open: the others stay silent. */
export class Alerts {
  private readonly listeners = new Set<(alert: Alert) => void>();
  private speaks = false;
  private resign: () => void = () => undefined;

  constructor({ account, socket, chats, queue, mine, offers, alertBox, direct }: Sources) {
    offers.onMade((offer) => this.raise({ kind: 'offer', offer }));
    queue.onArrival((chat) => this.raise({ kind: 'queue', chat }));
    socket.on('message:new', (message) => {
      const chat = mine.ids
        .get()
        .map((id) => chats.get(id))
        .find((held) => held?.conversationId === message.conversationId);
      if (chat && message.author.kind === 'customer') this.raise({ kind: 'message', chat, message });
    });
    direct?.onWritten((exchange) => this.raise({ kind: 'direct', exchange }));
    alertBox.latest.subscribe(() => {
      const alert = alertBox.latest.get();
      if (alert) this.raise({ kind: 'told', alert });
    });
    this.stand(account);
  }

  /** Whether this is the tab of them that speaks. */
  get isSpeaker(): boolean {
    return this.speaks;
  }

  onAlert(listener: (alert: Alert) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  stop(): void {
    this.resign();
  }

  private raise(alert: Alert): void {
    if (this.speaks) for (const tell of this.listeners) tell(alert);
  }

  /** The tab that holds the lock speaks until it closes; then the next one does. */
  private stand(account: string): void {
    const locks = navigator.locks as LockManager | undefined;
    if (!locks) {
      this.speaks = true;
      return;
    }
    void locks.request(`shopbell:speaker:${account}`, async () => {
      this.speaks = true;
      await new Promise<void>((resolve) => {
        this.resign = resolve;
      });
    });
  }
}
