import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReportKind } from './fact-sources';

/** Facts of one shop that are kept in parts, so that a server that starts need not gather them from all rows. */
@Entity('fact_sets')
export class FactSet {
  @PrimaryColumn({ type: 'varchar', length: 16 })
  kind!: ReportKind;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  shopId!: string;

  /** Which writing they are from: one that was overtaken by another ends there. */
  @Column({ type: 'varchar', length: 36 })
  writing!: string;

  /** `LAYOUT` of the version that has made the parts. */
  @Column({ type: 'varchar', length: 64 })
  layout!: string;

  /** Every part is as of this moment or later; null until all parts are there. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  readAt!: Date | null;
}
