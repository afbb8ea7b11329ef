import { Injectable } from '@nestjs/common';
import { AppError } from '../core/app-error';
import { Clock } from '../database/clock';
import { FactReader } from './fact-reader';
import { type ReportKind, SOURCES } from './fact-sources';
import { Facts } from './facts';

/** Longer than a transaction can take from its first statement to its commit. */
const OVERLAP = 30_000;
/** Rows of all shops together; beyond, the shop that was asked for longest ago is forgotten. */
const MOST_ROWS = 4_000_000;
const PATIENCE = 20_000;
const RETRY_AFTER = 5;

interface Entry {
  facts: Facts;
  /** Up to when changes are in; undefined until all is read. */
  readAt: Date | undefined;
  reading: Promise<void>;
}

/**
 * The facts of shops that somebody asked for, kept in memory so that medians over a million rows cost no second. A
 * cache only: before each answer it reads what has changed in the database since.
 */
@Injectable()
export class FactStore {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly reader: FactReader,
    private readonly clock: Clock,
  ) {}

  /** As they are in the database now. */
  async upToDate(kind: ReportKind, shopId: string): Promise<Facts> {
    const key = `${kind}:${shopId}`;
    const entry = this.entries.get(key) ?? { facts: new Facts(), readAt: undefined, reading: Promise.resolve() };
    this.entries.delete(key);
    this.entries.set(key, entry);
    // A reading under way may have passed what the asker has just written, so everybody gets one that starts now.
    entry.reading = entry.reading.catch(() => undefined).then(() => this.read(kind, shopId, entry));
    await patiently(entry.reading);
    this.forgetOldest();
    return entry.facts;
  }

  private async read(kind: ReportKind, shopId: string, entry: Entry): Promise<void> {
    const startedAt = this.clock.now();
    const source = SOURCES[kind];
    const { facts, readAt } = entry;
    const known = Math.max(0, facts.length - 1);
    if (readAt) {
      const since = new Date(readAt.getTime() - OVERLAP);
      for await (const batch of this.reader.changed(source, shopId, since)) facts.putAll(batch);
    }
    const last = await this.reader.lastNumber(source, shopId);
    facts.reserve(last);
    // What is imported has a new number, but by its own account may not have changed for years.
    for await (const batch of this.reader.between(source, shopId, known, last)) facts.putAll(batch);
    entry.readAt = startedAt;
  }

  private forgetOldest(): void {
    let rows = [...this.entries.values()].reduce((sum, { facts }) => sum + facts.length, 0);
    for (const [key, { facts }] of this.entries) {
      if (rows <= MOST_ROWS || this.entries.size === 1) return;
      this.entries.delete(key);
      rows -= facts.length;
    }
  }
}

/** Whoever asks first about a shop with very many tickets is not kept until their connection is cut. */
async function patiently(reading: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new AppError('UNAVAILABLE', 'The figures are still being gathered.', { retryAfter: RETRY_AFTER }));
    }, PATIENCE);
  });
  await Promise.race([reading, late]).finally(() => clearTimeout(timer));
}
