import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReportKind } from './fact-sources';

/** The facts of a stretch of numbers, as `packPart` makes them. */
@Entity('fact_parts')
export class FactPart {
  @PrimaryColumn({ type: 'varchar', length: 16 })
  kind!: ReportKind;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  shopId!: string;

  /** 0, 1, 2 … from the first number on. */
  @PrimaryColumn({ type: 'int' })
  part!: number;

  @Column({ type: 'blob' })
  bytes!: Buffer;
}
