import { Store } from './store';

export interface Typist {
  id: string;
  name: string;
  kind: 'employee' | 'customer';
}

const SIGNAL_EVERY_MS = 3000;
const EXPIRES_MS = 6000;

/** Who is writing: each signal counts for six seconds, so that a lost "stopped" leaves nobody writing for ever. */
export class Typists {
  readonly now = new Store<readonly Typist[]>([]);
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  hear(typist: Typist, on: boolean): void {
    clearTimeout(this.timers.get(typist.id));
    const others = this.now.get().filter(({ id }) => id !== typist.id);
    this.now.set(on ? [...others, typist] : others);
    if (!on) return;
    this.timers.set(
      typist.id,
      setTimeout(() => this.hear(typist, false), EXPIRES_MS),
    );
  }

  clear(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.now.set([]);
  }
}

/** One's own typing: told at once, then at most every three seconds, and that it stopped. */
export class TypingSignal {
  private toldAt = Number.NEGATIVE_INFINITY;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly tell: (on: boolean) => void,
    private readonly now: () => number = Date.now,
  ) {}

  keystroke(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.stop(), EXPIRES_MS);
    if (this.now() - this.toldAt < SIGNAL_EVERY_MS) return;
    this.toldAt = this.now();
    this.tell(true);
  }

  /** Sent, emptied or left. */
  stop(): void {
    clearTimeout(this.timer);
    if (this.toldAt === Number.NEGATIVE_INFINITY) return;
    this.toldAt = Number.NEGATIVE_INFINITY;
    this.tell(false);
  }
}
