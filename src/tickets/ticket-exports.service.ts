import { Injectable } from '@nestjs/common';
import type { MyTicketExportQuery, TicketExportQuery } from '../contract/ticket-requests.dto';
import type { CustomerTicketView, TicketView } from '../contract/tickets.dto';
import type { CustomerActor, StaffActor } from '../core/actor';
import type { CsvDownload } from '../core/csv-file';
import { type ExportColumns, exportList } from '../core/list-export';
import { CustomerTickets } from './customer-tickets.service';
import { TicketReader } from './ticket-reader.service';

const DAY = 86_400_000;

/** In the words that imports understand, so that the table can be brought in elsewhere. */
const COLUMNS: ExportColumns<TicketView> = {
  id: ({ id }) => id,
  number: ({ number }) => number,
  title: ({ title }) => title,
  description: ({ description }) => description,
  category: ({ category }) => category,
  status: ({ status }) => status,
  priority: ({ priority }) => priority,
  tags: ({ tags }) => tags.join(', '),
  source: ({ source }) => source,
  customer_name: ({ customer }) => customer.name,
  email: ({ contactEmail, customer }) => contactEmail ?? customer.email,
  email_valid: ({ isEmailValid }) => isEmailValid,
  phone: ({ contactPhone }) => contactPhone,
  phone_valid: ({ isPhoneValid }) => isPhoneValid,
  team: ({ team }) => team?.name ?? null,
  assignee: ({ assignee }) => assignee?.name ?? null,
  created_at: ({ createdAt }, shown) => shown(createdAt),
  first_response_at: ({ firstResponseAt }, shown) => shown(firstResponseAt),
  claimed_at: ({ claimedAt }, shown) => shown(claimedAt),
  closed_at: ({ closedAt }, shown) => shown(closedAt),
  close_reason: ({ closeReason }) => closeReason,
  resolution_days: ({ createdAt, closedAt }) => closedAt && (Date.parse(closedAt) - Date.parse(createdAt)) / DAY,
  sla: ({ sla }) => sla,
  rating: ({ review }) => review?.rating ?? null,
};

const OWN_COLUMNS: ExportColumns<CustomerTicketView> = {
  number: ({ number }) => number,
  title: ({ title }) => title,
  description: ({ description }) => description,
  category: ({ category }) => category,
  status: ({ status }) => status,
  priority: ({ priority }) => priority,
  phone: ({ phone }) => phone,
  agent: ({ assigneeName }) => assigneeName,
  created_at: ({ createdAt }, shown) => shown(createdAt),
  first_response_at: ({ firstResponseAt }, shown) => shown(firstResponseAt),
  closed_at: ({ closedAt }, shown) => shown(closedAt),
  rating: ({ review }) => review?.rating ?? null,
};

/** Lists of tickets as tables to take away: exactly what the list shows its reader. */
@Injectable()
export class TicketExports {
  constructor(
    private readonly reader: TicketReader,
    private readonly customerTickets: CustomerTickets,
  ) {}

  of(actor: StaffActor, { tz, ids, ...filters }: TicketExportQuery): Promise<CsvDownload> {
    const chosen = async (some: readonly string[]) => ({
      items: await this.reader.chosen(actor, some),
      nextCursor: null,
    });
    const page = (paging: { limit: number; cursor?: string }) =>
      ids ? chosen(ids) : this.reader.list(actor, { ...filters, ...paging });
    return exportList({ name: 'tickets', columns: COLUMNS, timeZone: tz ?? 'UTC', page });
  }

  ofCustomer(
    actor: CustomerActor,
    { tz, limit: _, cursor: __, ...filters }: MyTicketExportQuery,
  ): Promise<CsvDownload> {
    const page = (paging: { limit: number; cursor?: string }) =>
      this.customerTickets.list(actor, { ...filters, ...paging });
    return exportList({ name: 'tickets', columns: OWN_COLUMNS, timeZone: tz ?? 'UTC', page });
  }
}
