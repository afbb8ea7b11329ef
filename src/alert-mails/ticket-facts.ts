import type { TicketFacts } from '../mail/mail-kinds';
import type { MailLinks } from '../mail/mail-links';
import type { Shop } from '../shops/shop.entity';
import type { Ticket } from '../tickets/ticket.entity';

type Place = Pick<Shop, 'name' | 'slug'>;
type Subject = Pick<Ticket, 'id' | 'number' | 'title'>;

/** What mails say of a ticket; its link leads to where the reader looks at tickets. */
export function factsFor(reader: 'customer' | 'employee', shop: Place, ticket: Subject, links: MailLinks): TicketFacts {
  const { id, number, title } = ticket;
  const link =
    reader === 'customer'
      ? links.page(`/portal/tickets/${id}`, { shop: shop.slug })
      : links.page(`/support/tickets/mine/${id}`);
  return { shop: shop.name, number, title, link };
}
