interface Bounds {
  baseMs: number;
  maxMs: number;
}

const DEFAULT: Bounds = { baseMs: 500, maxMs: 10_000 };

/** Full jitter: anywhere between nothing and the doubled bound, so that clients cut off together do not return together. */
export function backoffMs(attempt: number, bounds: Bounds = DEFAULT, random: () => number = Math.random): number {
  return Math.round(random() * Math.min(bounds.maxMs, bounds.baseMs * 2 ** attempt));
}

/** A pause that can be cut short, because the network is back for example. */
export class Pause {
  private readonly wakers = new Set<() => void>();

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.wakers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.wakers.add(wake);
    });
  }

  end(): void {
    for (const wake of [...this.wakers]) wake();
  }
}
