import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Shop } from '../shops/shop.entity';

/** A text that agents of a shop send often, under a short name. */
@Entity('saved_replies')
@Index('saved_replies_shortcut', ['shopId', 'shortcutKey'], { unique: true })
@Index('saved_replies_order', ['shortcutKey', 'id'])
export class SavedReply {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 36, update: false })
  shopId!: string;

  @ManyToOne(() => Shop, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })
  @JoinColumn({ name: 'shopId', foreignKeyConstraintName: 'saved_replies_shop' })
  shop?: Relation<Shop>;

  @Column({ type: 'varchar', length: 40 })
  shortcut!: string;

  @Column({ type: 'varchar', length: 80 })
  shortcutKey!: string;

  @Column({ type: 'text' })
  body!: string;

  @Column({ type: 'text' })
  searchText!: string;

  @Column({ type: 'datetime', precision: 3, update: false })
  createdAt!: Date;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt!: Date;
}
