import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { ImportFindings, ImportProblemCount, ImportStatus } from '../contract/imports.dto';
import { Shop } from '../shops/shop.entity';

/** A file of tickets that was looked through and, once confirmed, is being brought in, row after row. */
@Entity('imports')
@Index('imports_of_shop', ['shopId', 'id'])
@Index('imports_status', ['status', 'id'])
export class Import {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 36, update: false })
  shopId!: string;

  @ManyToOne(() => Shop, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION', nullable: false })
  @JoinColumn({ name: 'shopId', foreignKeyConstraintName: 'imports_shop' })
  shop?: Relation<Shop>;

  /** Null for the service itself, on the command line. */
  @Column({ type: 'varchar', length: 36, nullable: true, update: false })
  employeeId!: string | null;

  @Column({ type: 'varchar', length: 200, update: false })
  fileName!: string;

  @Column({ type: 'varchar', length: 16 })
  status!: ImportStatus;

  @Column({ type: 'json', update: false })
  findings!: ImportFindings;

  @Column({ type: 'json' })
  problemCounts!: ImportProblemCount[];

  /** Bytes and rows of the file, as it lies in UTF-8. */
  @Column({ type: 'int', update: false })
  size!: number;

  @Column({ type: 'int', update: false })
  rows!: number;

  /** How far it has come: bytes, and lines before them. Moves in the same transaction as the tickets are stored. */
  @Column({ type: 'int' })
  byte!: number;

  @Column({ type: 'int' })
  line!: number;

  @Column({ type: 'int' })
  rowsDone!: number;

  @Column({ type: 'int' })
  created!: number;

  @Column({ type: 'int' })
  existing!: number;

  @Column({ type: 'int' })
  refused!: number;

  @Column({ type: 'int' })
  flagged!: number;

  /** Batches that have failed one after the other; what cannot be stored is not tried for ever. */
  @Column({ type: 'int' })
  failures!: number;

  @Column({ type: 'varchar', length: 500, nullable: true })
  failure!: string | null;

  @Column({ type: 'datetime', precision: 3, update: false })
  createdAt!: Date;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  startedAt!: Date | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  finishedAt!: Date | null;
}
