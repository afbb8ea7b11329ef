import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Shop } from '../shops/shop.entity';
import { Customer } from './customer.entity';

/**
 * Whom the shop's own files mean by an e-mail or a number. Visitors are not among them: what they type proves nothing,
 * and would show them what a file says about somebody else.
 */
@Entity('customer_contacts')
export class CustomerContact {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  shopId!: string;

  @ManyToOne(() => Shop, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION', nullable: false })
  @JoinColumn({ name: 'shopId', foreignKeyConstraintName: 'customer_contacts_shop' })
  shop?: Relation<Shop>;

  /** Hashed, so that neither length nor letters matter. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  contactKey!: string;

  @Column({ type: 'varchar', length: 36 })
  customerId!: string;

  @ManyToOne(() => Customer, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION', nullable: false })
  @JoinColumn({ name: 'customerId', foreignKeyConstraintName: 'customer_contacts_customer' })
  customer?: Relation<Customer>;
}
