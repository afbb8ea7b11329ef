import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { log } from '../core/log';
import { isSqlite } from './prepared';

const MEASURE_EVERY = 30_000;

/** The database's time, so that servers whose clocks differ agree on waiting times, leases and deadlines. */
@Injectable()
export class Clock implements OnModuleDestroy {
  private offset = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly dataSource: DataSource) {}

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  /** Measures against the database, now and from time to time. An SQLite file shares this machine's clock. */
  async start(): Promise<void> {
    if (isSqlite(this.dataSource.manager)) return;
    await this.measure();
    this.timer = setInterval(() => {
      this.measure().catch((error: unknown) => log.warn({ err: error }, 'could not read the database time'));
    }, MEASURE_EVERY);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async measure(): Promise<void> {
    const asked = Date.now();
    const rows: { at: string | Date }[] = await this.dataSource.query('SELECT UTC_TIMESTAMP(3) AS at');
    const answered = Date.now();
    const at = rows[0]?.at;
    if (!at) return;
    const there = at instanceof Date ? at.getTime() : Date.parse(`${at.replace(' ', 'T')}Z`);
    this.offset = Math.round(there - (asked + answered) / 2);
  }
}
