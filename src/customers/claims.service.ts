import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ClaimsView, MakeClaims } from '../contract/claims.dto';
import type { Actor, CustomerActor } from '../core/actor';
import { RateLimits } from '../database/rate-limits';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { withClaims } from './claims';
import { Customer } from './customer.entity';
import { CustomerClaims } from './customer-claims.entity';
import { CustomersService } from './customers.service';

const NOTHING: ClaimsView = { attributes: {}, page: null, events: [] };

/** What pages say of their visitors: shown to staff as a claim, and never more than that. */
@Injectable()
export class Claims {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly limits: RateLimits,
    private readonly customers: CustomersService,
  ) {}

  /** No event: where a visitor looks around is not a change of anything that the shop keeps a history of. */
  async make(actor: CustomerActor, input: MakeClaims): Promise<void> {
    await this.limits.consume('claims', actor.id);
    await this.unitOfWork.run(async (tx) => {
      const claims = await this.lock(tx, actor.id);

      Object.assign(claims, withClaims(presented(claims), input, tx.now), { updatedAt: tx.now });
      await tx.manager.save(claims);
    });
  }

  async of(actor: Actor, customerId: string): Promise<ClaimsView> {
    const { id } = await this.customers.get(actor, customerId);
    const claims = await this.dataSource.getRepository(CustomerClaims).findOneBy({ customerId: id });
    return claims ? presented(claims) : NOTHING;
  }

  /** The customer's own row is the lock: two tabs may be the first at once. */
  private async lock(tx: Tx, customerId: string): Promise<CustomerClaims> {
    await tx.lock(Customer, { id: customerId });
    const known = await tx.manager.findOneBy(CustomerClaims, { customerId });
    return known ?? Object.assign(new CustomerClaims(), { customerId, ...NOTHING, updatedAt: tx.now });
  }
}

function presented({ attributes, page, events }: CustomerClaims): ClaimsView {
  return { attributes, page, events };
}
