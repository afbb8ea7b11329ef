import { Injectable } from '@nestjs/common';
import type { CreateTicket } from '../contract/ticket-requests.dto';
import type { TicketDetail } from '../contract/tickets.dto';
import { covers, requirePermission, type StaffActor, shopOf } from '../core/actor';
import { AppError } from '../core/app-error';
import type { Customer } from '../customers/customer.entity';
import { CustomersService } from '../customers/customers.service';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import type { Shop } from '../shops/shop.entity';
import { ShopsService } from '../shops/shops.service';
import type { Ticket } from './ticket.entity';
import { TicketCreation } from './ticket-creation.service';
import { TicketReader } from './ticket-reader.service';

/** Staff write down what somebody asked. */
@Injectable()
export class StaffTickets {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly shops: ShopsService,
    private readonly customers: CustomersService,
    private readonly creation: TicketCreation,
    private readonly reader: TicketReader,
  ) {}

  async create(actor: StaffActor, input: CreateTicket): Promise<TicketDetail> {
    requirePermission(actor, 'tickets:create');
    const shopId = shopOf(actor, input.shopId);
    const ticket = await this.creation.once(actor.id, input.clientId, () =>
      this.unitOfWork.run((tx) => this.make(tx, actor, shopId, input)),
    );
    return this.reader.detailOf(actor, ticket);
  }

  private async make(tx: Tx, actor: StaffActor, shopId: string, input: CreateTicket): Promise<Ticket> {
    const shop = await this.shops.ofId(tx, shopId);
    if (!covers(actor, 'tickets:create', { shopId, holderId: actor.id }))
      throw new AppError('FORBIDDEN', 'You may not make tickets here.');
    const teamId = await this.creation.teamFor(tx, shop, input.teamId);
    const category = this.creation.categoryIn(shop, input.category);
    const customer = await this.customerOf(tx, actor, shop, input);

    const { clientId, title, description, priority, tags, contactEmail, contactPhone } = input;
    const contact = {
      contactEmail: contactEmail ?? input.customer?.email ?? customer.email,
      contactPhone: contactPhone ?? input.customer?.phone ?? customer.phone,
    };
    const fields = { title, description, category, priority, tags, ...contact };
    return this.creation.create(
      tx,
      actor,
      { shopId, customer, teamId, clientId, source: 'staff', ...fields },
      actor.name,
    );
  }

  /** A new customer is never taken for a known one: that an address is the same proves nothing. */
  private async customerOf(tx: Tx, actor: StaffActor, shop: Shop, input: CreateTicket): Promise<Customer> {
    if (input.customer) return this.customers.createFor(tx, actor, shop, input.customer);
    const customer = await this.customers.require(tx, input.customerId ?? '');
    if (customer.shopId !== shop.id) throw AppError.notFound('customer');
    return customer;
  }
}
