import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Import } from './import.entity';

/** What is wrong with one row of a file. */
@Entity('import_problems')
export class ImportProblemRow {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  importId!: string;

  @ManyToOne(() => Import, { onDelete: 'CASCADE', onUpdate: 'NO ACTION', nullable: false })
  @JoinColumn({ name: 'importId', foreignKeyConstraintName: 'import_problems_import' })
  import?: Relation<Import>;

  @PrimaryColumn({ type: 'int' })
  line!: number;

  /** Of several on one line. */
  @PrimaryColumn({ type: 'int' })
  place!: number;

  @Column({ type: 'varchar', length: 8 })
  severity!: 'error' | 'warning';

  @Column({ type: 'varchar', length: 32 })
  kind!: string;

  @Column({ type: 'varchar', length: 32, nullable: true })
  field!: string | null;

  @Column({ type: 'varchar', length: 100 })
  value!: string;
}
