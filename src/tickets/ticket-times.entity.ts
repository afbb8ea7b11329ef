import { Column } from 'typeorm';
import type { StoredPause } from '../sla/ticket-sla';

/** What is promised for a ticket, and what has been told of it. */
export abstract class PromisedTimes {
  @Column({ type: 'datetime', precision: 3, nullable: true })
  firstResponseDueAt!: Date | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  firstResponseRiskAt!: Date | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  firstResponseBreachedAt!: Date | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  resolutionDueAt!: Date | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  resolutionRiskAt!: Date | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  resolutionBreachedAt!: Date | null;

  /** Which of the above have been told, as bits: first response at risk 1, breached 2, resolution at risk 4, breached 8. */
  @Column({ type: 'int' })
  slaTold!: number;

  /** Times that did not count towards what is promised and have ended: from, to, why. */
  @Column({ type: 'json', nullable: true })
  pauses!: StoredPause[] | null;

  /** When there is something to tell next about what is promised; null when there never will be. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  slaNextAt!: Date | null;

  /** What lists by due time go by: what is owed next, or the end of time where nothing is, or where it is closed. */
  @Column({ type: 'datetime', precision: 3 })
  dueAt!: Date;
}
