import type { TicketCounts, TicketView } from '../../../src/contract/tickets.dto';
import { asApiError } from '../../core/api-error';
import type { AgentSocket } from '../../core/socket';
import { Store } from '../../core/store';
import type { Book } from './book';

interface Options {
  socket: AgentSocket;
  tickets: Book<TicketView>;
  shopId: Store<string | null>;
  /** Those who work for all shops choose one first. */
  needsShop: boolean;
}

/** Hears of every ticket that this person may see, in the shop that is looked at. */
export class TicketWatch {
  /** As they were when the watch began; later ones are asked for. */
  readonly counts = new Store<TicketCounts | null>(null);

  constructor(private readonly options: Options) {
    const { socket, tickets, shopId } = options;
    socket.on('ticket:changed', (ticket) => tickets.accept(ticket));
    socket.on('ticket:gone', ({ ticketId }) => tickets.drop(ticketId));
    socket.onOnline(() => void this.watch());
    shopId.subscribe(() => {
      this.counts.set(null);
      void this.watch();
    });
  }

  private async watch(): Promise<void> {
    const { socket, shopId, needsShop } = this.options;
    const shop = shopId.get();
    if (needsShop && !shop) return;
    const counts = await socket.request('tickets:watch', shop ? { shopId: shop } : {}).catch(asApiError);
    if (shopId.get() === shop && 'open' in counts) this.counts.set(counts);
  }
}
