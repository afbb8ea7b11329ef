import { Injectable } from '@nestjs/common';
import { DataSource, In, LessThan } from 'typeorm';
import { LIMITS } from '../contract/limits';
import { Clock } from '../database/clock';
import { Leases } from '../database/leases';
import { Alert } from './alert.entity';

const DAY = 86_400_000;
const EVERY = 600_000;
const AT_ONCE = 1000;

/** Removes alerts once nobody looks for them any more. */
@Injectable()
export class AlertCleanUp {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly leases: Leases,
  ) {
    leases.every({ name: 'old-alerts', everyMs: EVERY, run: () => this.removeOld() });
  }

  async removeOld(): Promise<void> {
    const alerts = this.dataSource.getRepository(Alert);
    const createdAt = LessThan(new Date(this.clock.now().getTime() - LIMITS.alertDays * DAY));
    // A thousand at a time, so that no lock lasts long.
    while (!this.leases.isStopping) {
      const old = await alerts.find({
        select: { id: true },
        where: { createdAt },
        order: { createdAt: 'ASC', id: 'ASC' },
        take: AT_ONCE,
      });
      if (old.length > 0) await alerts.delete({ id: In(old.map(({ id }) => id)) });
      if (old.length < AT_ONCE) return;
    }
  }
}
