import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AppError } from '../core/app-error';
import { log } from '../core/log';
import { Clock } from '../database/clock';
import { FactReader } from './fact-reader';
import { type ReportKind, SOURCES } from './fact-sources';
import { Facts } from './facts';
import { KeptFacts, type SetKey } from './kept-facts.service';

/** Longer than transactions take from their first statement to their commit. */
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
  /** What is kept and this server has written or taken; null where it does not know. */
  writing: string | null;
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
  private readonly working = new Set<Promise<void>>();
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

  /** Nothing is being kept or checked any more. */
  async settled(): Promise<void> {
    await Promise.all(this.working);
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    await this.settled();
  }

  private async read(kind: ReportKind, shopId: string, entry: Entry): Promise<void> {
    const startedAt = this.clock.now();
    const source = SOURCES[kind];
    const isTaken = !entry.readAt && (await this.take({ kind, shopId }, entry, startedAt));
    const { facts, readAt } = entry;
    if (readAt) {
      const since = new Date(readAt.getTime() - OVERLAP);
      for await (const batch of this.reader.changed(source, shopId, since)) facts.putAll(batch);
    }
    const last = await this.reader.lastNumber(source, shopId);
    facts.reserve(last);
    // What is imported has a new number, but by its own account may not have changed for years.
    for await (const batch of this.reader.between(source, shopId, facts.known, last)) facts.putAll(batch);
    facts.known = last;
    entry.readAt = startedAt;
    if (isTaken) this.check({ kind, shopId }, facts);
    if (performance.now() >= entry.keepAgainAt && last >= WORTH_KEEPING) this.keep({ kind, shopId }, entry, startedAt);
  }

  /** Begins with what another server has kept, where that is of any use. */
  private async take(key: SetKey, entry: Entry, now: Date): Promise<boolean> {
    const facts = new Facts();
    facts.reserve(await this.reader.lastNumber(SOURCES[key.kind], key.shopId));
    const set = await this.kept.load(key, facts);
    if (!set || set.readAt > now) return false;
    Object.assign(entry, { facts, ...set, keepAgainAt: performance.now() + KEEP_EVERY });
    return true;
  }

  /** What changes past all rules, or a clock that jumps, may have escaped whoever kept them: all is gathered anew. */
  private check(key: SetKey, facts: Facts): void {
    this.behind(key, async () => {
      for await (const batch of this.reader.between(SOURCES[key.kind], key.shopId, 0, facts.known)) {
        if (this.isStopping) return;
        facts.putAll(batch);
      }
    });
  }

  /** What could not be kept is kept as a whole the next time, unless another server does it. */
  private keep(key: SetKey, entry: Entry, readAt: Date): void {
    const { facts, writing } = entry;
    entry.writing = null;
    entry.keepAgainAt = performance.now() + KEEP_EVERY;
    this.behind(key, async () => {
      entry.writing = await this.kept.keep(key, facts, { readAt, writing, goesOn: () => !this.isStopping });
    });
  }

  /** Nobody waits for it. */
  private behind(key: SetKey, work: () => Promise<void>): void {
    const working = work()
      .catch((error: unknown) => log.warn({ err: error, ...key }, 'the facts of reports could not be kept or checked'))
      .finally(() => this.working.delete(working));
    this.working.add(working);
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
