import type { ChatDetail, ChatView, OfferView } from '../../../src/contract/chats.dto';
import type { Api } from '../../core/api';
import { asApiError } from '../../core/api-error';
import type { AgentSocket } from '../../core/socket';
import { Store } from '../../core/store';
import type { Book } from './book';

/** Chats the router has proposed to me and that wait for my answer. */
export class Offers {
  readonly pending = new Store<readonly OfferView[]>([]);
  private readonly made = new Set<(offer: OfferView) => void>();

  constructor(
    socket: AgentSocket,
    private readonly api: Api,
    private readonly chats: Book<ChatView>,
  ) {
    socket.on('offer:made', (offer) => this.add(offer));
    socket.on('offer:withdrawn', ({ offerId }) => this.remove(offerId));
  }

  onMade(listener: (offer: OfferView) => void): () => void {
    this.made.add(listener);
    return () => this.made.delete(listener);
  }

  /** After a reload or a lost connection: those still open are asked for. */
  async refresh(): Promise<void> {
    const { items } = await this.api.get<{ items: OfferView[] }>('/offers');
    const open = new Set(items.map(({ id }) => id));
    this.pending.update((held) => held.filter(({ id }) => open.has(id)));
    for (const offer of items) this.add(offer);
  }

  async accept(offerId: string): Promise<ChatDetail> {
    try {
      const chat = await this.api.post<ChatDetail>(`/offers/${offerId}/accept`);
      this.chats.accept(chat);
      this.remove(offerId);
      return chat;
    } catch (thrown) {
      // Answered elsewhere or too late: it is no offer any more, whatever the card says.
      if (!asApiError(thrown).isTransient) this.remove(offerId);
      throw thrown;
    }
  }

  async decline(offerId: string): Promise<void> {
    await this.api.post<null>(`/offers/${offerId}/decline`);
    this.remove(offerId);
  }

  /** Its time is over; the server says the same, a little later. */
  expire(offerId: string): void {
    this.remove(offerId);
  }

  private add(offer: OfferView): void {
    this.chats.accept(offer.chat);
    if (this.pending.get().some(({ id }) => id === offer.id)) return;
    this.pending.update((held) => [...held, offer]);
    for (const tell of this.made) tell(offer);
  }

  private remove(offerId: string): void {
    this.pending.update((held) => held.filter(({ id }) => id !== offerId));
  }
}
