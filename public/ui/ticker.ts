import { useSyncExternalStore } from 'react';

/** One clock for everything that counts seconds, so that all of them change together. */
class Ticker {
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setInterval> | undefined;
  private clock: () => number = Date.now;
  private time = Date.now();

  /** The server's time instead of the computer's. */
  use(clock: () => number): void {
    this.clock = clock;
    this.time = clock();
  }

  readonly now = (): number => this.time;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.timer === undefined) {
      // It stood still while nobody looked.
      this.time = this.clock();
      this.timer = setInterval(() => this.tick(), 1000);
    }
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      clearInterval(this.timer);
      this.timer = undefined;
    };
  };

  private tick(): void {
    this.time = this.clock();
    for (const listener of [...this.listeners]) listener();
  }
}

export const ticker = new Ticker();

/** Draws again every second. */
export function useNow(): number {
  return useSyncExternalStore(ticker.subscribe, ticker.now);
}
