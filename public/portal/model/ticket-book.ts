import type { CustomerTicketView } from '../../../src/contract/tickets.dto';
import { Store } from '../../core/store';

/** The tickets that are known here, each as new as it was ever told. */
export class TicketBook {
  readonly all = new Store<ReadonlyMap<string, CustomerTicketView>>(new Map());

  accept(...tickets: readonly CustomerTicketView[]): void {
    const known = this.all.get();
    const newer = tickets.filter(({ id, version }) => version >= (known.get(id)?.version ?? 0));
    if (newer.length === 0) return;
    this.all.set(new Map([...known, ...newer.map((ticket) => [ticket.id, ticket] as const)]));
  }
}
