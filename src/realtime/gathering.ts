import { log } from '../core/log';

/**
 * Gathers what is to be told and hands it over together: at once after a quiet time, otherwise at most every so many
 * milliseconds, one after the other.
 */
export class Gathering<Item> {
  private gathered = new Map<string, Item>();
  private timer: NodeJS.Timeout | undefined;
  private lastAt = Number.NEGATIVE_INFINITY;
  private isBusy = false;
  private isStopped = false;

  constructor(
    private readonly everyMs: number,
    private readonly work: (items: Map<string, Item>) => Promise<void>,
  ) {}

  /** `merge` keeps what an earlier item with this key knew. */
  add(key: string, item: Item, merge?: (earlier: Item) => Item): void {
    const earlier = this.gathered.get(key);
    this.gathered.set(key, earlier !== undefined && merge ? merge(earlier) : item);
    this.schedule();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private schedule(): void {
    if (this.timer || this.isBusy || this.isStopped) return;
    const inMs = Math.max(0, this.lastAt + this.everyMs - performance.now());
    this.timer = setTimeout(() => void this.handOver(), inMs);
  }

  private async handOver(): Promise<void> {
    const items = this.gathered;
    this.gathered = new Map();
    this.timer = undefined;
    this.isBusy = true;
    this.lastAt = performance.now();
    try {
      await this.work(items);
    } catch (error) {
      log.warn({ err: error }, 'could not tell of changes');
    } finally {
      this.isBusy = false;
      if (this.gathered.size > 0) this.schedule();
    }
  }
}
