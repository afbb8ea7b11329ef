import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SYSTEM } from '../core/actor';
import { ENV, type Env } from '../core/env';
import { log } from '../core/log';
import { Leases } from '../database/leases';
import { UnitOfWork } from '../database/unit-of-work';
import { ShopsService } from '../shops/shops.service';
import { Import } from './import.entity';
import { outcomeOf } from './import.presenter';
import { type Batch, ImportBatches } from './import-batches.service';
import { readingOf } from './import-check';
import { ImportFiles } from './import-files';
import { openTable, rowsOf } from './table';
import { readRow } from './ticket-row';

const LEASE = 'imports';
const LEASE_MS = 15_000;
/** The lease is asked for again after so long, not with every batch. */
const RENEW_MS = 3000;
/** Rows stored at once: so few that a chat of the shop, which may have to wait for them, hardly does. */
const BATCH = 64;
/** A cause that lasts, such as a full disk, ends the import after this many rounds. */
const MOST_FAILURES = 20;
/**
 * Brings in confirmed files, one server at a time. How far it has come moves in the transaction that stores the
 * tickets, so whoever goes on after a crash goes on with the next row, and two who tried at once could not both.
 */
@Injectable()
export class ImportRunner implements OnModuleDestroy {
  private current: Promise<void> | null = null;
  private isStopped = false;
  /** When this server last made sure of the lease, by a clock that nobody sets. */
  private leasedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly leases: Leases,
    private readonly shops: ShopsService,
    private readonly files: ImportFiles,
    private readonly batches: ImportBatches,
    @Inject(ENV) env: Env,
  ) {
    leases.every({ name: LEASE, everyMs: env.SWEEP_MILLISECONDS, run: () => this.run() });
  }

  /** Begins at once rather than with the next round. */
  wake(): void {
    const begin = async () => {
      if (await this.leases.acquire(LEASE, LEASE_MS)) await this.run();
    };
    begin().catch((error: unknown) => log.error({ err: error }, 'an import stopped'));
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    await this.current?.catch(() => undefined);
  }

  /** Everything that is confirmed and not done, one after the other. */
  private run(): Promise<void> {
    this.current ??= this.runAll().finally(() => {
      this.current = null;
    });
    return this.current;
  }

  private async runAll(): Promise<void> {
    for (;;) {
      const job = this.isOver() ? null : await this.next();
      if (!job) return;
      try {
        await this.bringIn(job);
      } catch (error) {
        log.error({ err: error, importId: job.id }, 'an import stopped');
        await this.failed(job.id, error);
        return;
      }
    }
  }

  private isOver(): boolean {
    return this.isStopped || this.leases.isStopping;
  }

  private next(): Promise<Import | null> {
    return this.dataSource.getRepository(Import).findOne({ where: { status: 'running' }, order: { id: 'ASC' } });
  }

  private async bringIn(job: Import): Promise<void> {
    const path = this.files.pathOf(job.id);
    const shop = await this.shops.byId(job.shopId);
    const { dates, country, timeZone } = job.findings;
    const reading = await readingOf({ path, shop, dateOrder: dates.order, country, timeZone, now: job.createdAt });
    const table = await openTable(path);
    let batch: Batch = { rows: [], ends: [], from: { byte: job.byte, line: job.line }, isLast: false };

    for await (const record of rowsOf(table, batch.from)) {
      batch.rows.push(readRow(table, record, job.size, reading));
      batch.ends.push(record.end);
      if (batch.rows.length < BATCH) continue;
      if (!(await this.store(job.id, batch))) return;
      batch = { rows: [], ends: [], from: record.end, isLast: false };
    }
    await this.store(job.id, { ...batch, isLast: true });
  }

  /** Whether it is in, and it is for this server to go on. */
  private async store(id: string, batch: Batch): Promise<boolean> {
    const isOurs = !this.isOver() && (await this.hasLease());
    return isOurs && this.batches.store(id, batch);
  }

  private async hasLease(): Promise<boolean> {
    const now = performance.now();
    if (now - this.leasedAt < RENEW_MS) return true;
    const isOurs = await this.leases.acquire(LEASE, LEASE_MS);
    this.leasedAt = isOurs ? now : Number.NEGATIVE_INFINITY;
    return isOurs;
  }

  /** Left running, so that the next round tries again; a cause that lasts ends it, and says what is in. */
  private async failed(id: string, error: unknown): Promise<void> {
    const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = isGone ? 'The file is no longer there.' : 'The server could not go on; see its log.';
    await this.unitOfWork.run(async (tx) => {
      const job = await tx.lock(Import, { id });
      if (job?.status !== 'running') return;

      job.failures += 1;
      const isOver = isGone || job.failures >= MOST_FAILURES;
      if (isOver) Object.assign(job, { status: 'failed', failure: reason, finishedAt: tx.now });
      await tx.manager.save(job);

      if (isOver) tx.record('import.failed', { actor: SYSTEM, ...outcomeOf(job), data: null });
    });
  }
}
