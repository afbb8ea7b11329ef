import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { newId } from '../core/ids';
import { log } from '../core/log';
import { Clock } from './clock';
import { isUniqueViolation } from './driver-errors';
import { Lease } from './lease.entity';

interface Task {
  name: string;
  everyMs: number;
  run: () => Promise<void>;
}

/** Periodic work that one server does at a time; when it dies, another takes over after a few rounds. */
@Injectable()
export class Leases implements OnModuleDestroy {
  /** This server, for as long as it runs. */
  readonly holder = newId();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();
  /** Whether the server is going; work in many steps ends after the one it is in. */
  isStopping = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Runs the task on whichever server holds its lease, one round after the other. */
  every(task: Task): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const round = this.round(task).finally(() => {
        this.running.delete(round);
        if (!this.isStopping) this.every(task);
      });
      this.running.add(round);
    }, task.everyMs);
    this.timers.add(timer);
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    for (const timer of this.timers) clearTimeout(timer);
    await Promise.all(this.running);
  }

  /** Whether this server has the lease, taking it if it is free. */
  async acquire(name: string, forMs: number): Promise<boolean> {
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + forMs);
    const taken = await this.dataSource
      .createQueryBuilder()
      .update(Lease)
      .set({ holder: this.holder, expiresAt })
      .where('name = :name AND (holder = :holder OR expiresAt < :now)', { name, holder: this.holder, now })
      .execute();
    if (taken.affected) return true;
    try {
      if (await this.dataSource.getRepository(Lease).existsBy({ name })) return false;
      await this.dataSource.getRepository(Lease).insert({ name, holder: this.holder, expiresAt });
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  private async round({ name, everyMs, run }: Task): Promise<void> {
    try {
      if (await this.acquire(name, Math.max(everyMs * 5, 10_000))) await run();
    } catch (error) {
      log.error({ err: error, task: name }, 'a periodic task failed');
    }
  }
}
