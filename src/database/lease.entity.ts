import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which server does a periodic task until when. */
@Entity('leases')
export class Lease {
  @PrimaryColumn({ type: 'varchar', length: 40 })
  name!: string;

  @Column({ type: 'varchar', length: 36 })
  holder!: string;

  @Column({ type: 'datetime', precision: 3 })
  expiresAt!: Date;
}
