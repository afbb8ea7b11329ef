import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AppError } from '../core/app-error';
import { log } from '../core/log';
import { Clock } from '../database/clock';
import { FactReader } from './fact-reader';
import { type ReportKind, SOURCES } from './fact-sources';
import { Facts } from './facts';
import { KeptFacts, type SetKey } from './kept-facts.service';

/** Longer than a transaction can take from its first statement to its commit. */
const OVERLAP = 30_000;
/** Rows of all shops together; beyond, the shop that was asked for longest ago is forgotten. */
const MOST_ROWS = 4_000_000;
/** Fewer are gathered as quickly as they are taken from where they are kept. */
const WORTH_KEEPING = 20_000;
const KEEP_EVERY = 600_000;
const PATIENCE = 20_000;
const RETRY_AFTER = 5;

interface Entry {
  facts: Facts;
  /** Up to when changes are in; undefined until all is read. */
  readAt: Date | undefined;
  reading: Promise<void>;
  /** The writing that is kept, as far as this server knows; undefined once another one takes care of it. */
  writing: string | null | undefined;
  keepAgainAt: number;
}

/**
 * The facts of shops that somebody asked for, kept in memory so that medians over a million rows cost no second. A
 * cache only: before each answer it reads what has changed in the database since. So that a server that starts need not
 * gather them all, they are kept from time to time.
 */
@Injectable()
export class FactStore implements OnModuleDestroy {
  private readonly entries = new Map<string, Entry>();
  private readonly keeping = new Set<Promise<void>>();
  private isStopping = false;

  constructor(
    private readonly reader: FactReader,
    private readonly kept: KeptFacts,
    private readonly clock: Clock,
  ) {}

  /** As they are in the database now. */
  async upToDate(kind: ReportKind, shopId: string): Promise<Facts> {
    const key = `${kind}:${shopId}`;
    const entry = this.entries.get(key) ?? begun();
    this.entries.delete(key);
    this.entries.set(key, entry);
    // A reading under way may have passed what the asker has just written, so everybody gets one that starts now.
    entry.reading = entry.reading.catch(() => undefined).then(() => this.read(kind, shopId, entry));
    await patiently(entry.reading);
    this.forgetOldest();
    return entry.facts;
  }

  /** Nothing is being kept any more. */
  async settled(): Promise<void> {
    await Promise.all(this.keeping);
  }

  /** Facts of which a part is kept already are brought up to date by whoever takes them, or gathered again. */
  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    await this.settled();
  }

  private async read(kind: ReportKind, shopId: string, entry: Entry): Promise<void> {
    const startedAt = this.clock.now();
    const source = SOURCES[kind];
    const { facts } = entry;
    facts.reserve(await this.reader.lastNumber(source, shopId));
    entry.readAt ??= await this.taken(kind, shopId, entry);
    const known = entry.readAt ? Math.max(0, facts.length - 1) : 0;
    if (entry.readAt) {
      const since = new Date(entry.readAt.getTime() - OVERLAP);
      for await (const batch of this.reader.changed(source, shopId, since)) facts.putAll(batch);
    }
    const last = await this.reader.lastNumber(source, shopId);
    facts.reserve(last);
    // What is imported has a new number, but by its own account may not have changed for years.
    for await (const batch of this.reader.between(source, shopId, known, last)) facts.putAll(batch);
    entry.readAt = startedAt;
    if (this.isToBeKept(entry)) this.keep({ kind, shopId }, entry, startedAt);
  }

  /** As of when facts were there already. */
  private async taken(kind: ReportKind, shopId: string, entry: Entry): Promise<Date | undefined> {
    const set = await this.kept.load({ kind, shopId }, entry.facts);
    entry.writing = set?.writing ?? null;
    if (set?.readAt) entry.keepAgainAt = performance.now() + KEEP_EVERY;
    return set?.readAt ?? undefined;
  }

  private isToBeKept({ facts, writing, keepAgainAt }: Entry): boolean {
    const isDue = writing !== undefined && performance.now() >= keepAgainAt;
    return isDue && facts.length >= WORTH_KEEPING && !this.isStopping;
  }

  /** Nobody waits for it. A server that fails leaves it to one that starts. */
  private keep(key: SetKey, entry: Entry, readAt: Date): void {
    const writing = entry.writing ?? null;
    entry.writing = undefined;
    entry.keepAgainAt = performance.now() + KEEP_EVERY;
    const keeping = this.kept
      .keep(key, entry.facts, { readAt, writing, goesOn: () => !this.isStopping })
      .then((mine) => {
        entry.writing = mine ?? undefined;
      })
      .catch((error: unknown) => log.warn({ err: error, ...key }, 'could not keep the facts of reports'))
      .finally(() => this.keeping.delete(keeping));
    this.keeping.add(keeping);
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

function begun(): Entry {
  return { facts: new Facts(), readAt: undefined, reading: Promise.resolve(), writing: null, keepAgainAt: 0 };
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
