import { Injectable } from '@nestjs/common';
import type { CustomerExportQuery, CustomerView } from '../contract/customers.dto';
import type { Actor } from '../core/actor';
import type { CsvDownload } from '../core/csv-file';
import { type ExportColumns, exportList } from '../core/list-export';
import { CustomersService } from './customers.service';

const COLUMNS: ExportColumns<CustomerView> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  email: ({ email }) => email,
  phone: ({ phone }) => phone,
  organization: ({ organization }) => organization,
  profession: ({ profession }) => profession,
  address: ({ address }) => address,
  is_registered: ({ isRegistered }) => isRegistered,
  is_verified: ({ isVerified }) => isVerified,
  is_priority: ({ isPriority }) => isPriority,
  is_active: ({ isActive }) => isActive,
  created_at: ({ createdAt }, shown) => shown(createdAt),
  last_seen_at: ({ lastSeenAt }, shown) => shown(lastSeenAt),
};

/** The customers of a list as a table to take away. */
@Injectable()
export class CustomerExports {
  constructor(private readonly customers: CustomersService) {}

  of(actor: Actor, { tz, limit: _, cursor: __, ...filters }: CustomerExportQuery): Promise<CsvDownload> {
    const page = (paging: { limit: number; cursor?: string }) => this.customers.list(actor, { ...filters, ...paging });
    return exportList({ name: 'customers', columns: COLUMNS, timeZone: tz ?? 'UTC', page });
  }
}
