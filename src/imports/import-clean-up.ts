import { Injectable } from '@nestjs/common';
import { DataSource, In, LessThan } from 'typeorm';
import { Clock } from '../database/clock';
import { Leases } from '../database/leases';
import { Import } from './import.entity';
import { ImportFiles } from './import-files';

const HOUR = 3_600_000;
/** Nobody confirms the day after. */
const UNCONFIRMED_HOURS = 24;
/** For taking the cleaned file out again. */
const KEPT_HOURS = 30 * 24;
const AT_ONCE = 100;

/** Lets go of files that nobody confirmed, and of those that were brought in a month ago. */
@Injectable()
export class ImportCleanUp {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly files: ImportFiles,
    leases: Leases,
  ) {
    leases.every({ name: 'imports-clean-up', everyMs: HOUR / 2, run: () => this.cleanUp() });
  }

  async cleanUp(): Promise<void> {
    const imports = this.dataSource.getRepository(Import);
    const forgotten = await imports.find({
      where: { status: 'ready', createdAt: LessThan(this.before(UNCONFIRMED_HOURS)) },
      order: { id: 'ASC' },
      take: AT_ONCE,
    });
    for (const { id } of forgotten) {
      // Unless somebody confirms it this very moment.
      const { affected } = await imports.delete({ id, status: 'ready' });
      if (affected) await this.files.remove(id);
    }
    await this.removeOldFiles();
  }

  private async removeOldFiles(): Promise<void> {
    const old = (await this.files.keptSince(this.before(KEPT_HOURS))).slice(0, AT_ONCE);
    const unfinished = await this.files.keptSince(this.before(UNCONFIRMED_HOURS));
    const known = await this.dataSource.getRepository(Import).find({
      select: { id: true, status: true },
      where: { id: In([...old, ...unfinished]) },
    });
    const status = new Map(known.map((job) => [job.id, job.status]));
    // An upload whose server died has left a file and no row.
    for (const id of unfinished) if (!status.has(id)) await this.files.removeAll(id);
    for (const id of old) if (status.get(id) !== 'running') await this.files.removeAll(id);
  }

  private before(hours: number): Date {
    return new Date(this.clock.now().getTime() - hours * HOUR);
  }
}
