import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { ClaimedEvent, ClaimedPage, ClaimedValue } from '../contract/claims.dto';
import { Customer } from './customer.entity';

/** What pages have said of a customer, apart from what is known of them: it may be long, and is rarely looked at. */
@Entity('customer_claims')
export class CustomerClaims {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  customerId!: string;

  @OneToOne(() => Customer, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })
  @JoinColumn({ name: 'customerId', foreignKeyConstraintName: 'customer_claims_customer' })
  customer?: Relation<Customer>;

  @Column({ type: 'json' })
  attributes!: Record<string, ClaimedValue>;

  @Column({ type: 'json', nullable: true })
  page!: ClaimedPage | null;

  /** The newest first. */
  @Column({ type: 'json' })
  events!: ClaimedEvent[];

  @Column({ type: 'datetime', precision: 3 })
  updatedAt!: Date;
}
