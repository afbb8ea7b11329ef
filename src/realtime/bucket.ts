/** Lets so many through at once and so many a second after that. */
export class Bucket {
  private tokens: number;
  private filledAt: number;
  /** Refused since it last had room to spare. */
  refused = 0;

  constructor(
    private readonly burst: number,
    private readonly perSecond: number,
    now: number,
  ) {
    this.tokens = burst;
    this.filledAt = now;
  }

  take(now: number): boolean {
    this.tokens = Math.min(this.burst, this.tokens + ((now - this.filledAt) / 1000) * this.perSecond);
    this.filledAt = now;
    if (this.tokens > this.burst / 2) this.refused = 0;
    if (this.tokens < 1) {
      this.refused += 1;
      return false;
    }
    this.tokens -= 1;
    return true;
  }

  /** Whether nothing is left to remember of it. */
  isFull(now: number): boolean {
    return this.tokens + ((now - this.filledAt) / 1000) * this.perSecond >= this.burst;
  }

  /** Seconds until the next one goes through. */
  get waitSeconds(): number {
    return Math.max(1, Math.ceil((1 - this.tokens) / this.perSecond));
  }
}
