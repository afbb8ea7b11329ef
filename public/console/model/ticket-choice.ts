import { Store } from '../../core/store';

/** The tickets of a list that are chosen to do one thing to all of them. */
export class TicketChoice {
  readonly ids = new Store<ReadonlySet<string>>(new Set());
  /** Where a range begins: what was chosen last. */
  private from: string | null = null;

  toggle(id: string): void {
    this.ids.update((held) => {
      const changed = new Set(held);
      if (!changed.delete(id)) changed.add(id);
      return changed;
    });
    this.from = id;
  }

  /** From what was chosen last to here, as the list stands now. */
  extend(id: string, listed: readonly string[]): void {
    const [start, end] = [listed.indexOf(this.from ?? ''), listed.indexOf(id)];
    if (start < 0 || end < 0) {
      this.toggle(id);
      return;
    }
    const between = listed.slice(Math.min(start, end), Math.max(start, end) + 1);
    this.ids.update((held) => new Set([...held, ...between]));
    this.from = id;
  }

  set(ids: readonly string[]): void {
    this.ids.set(new Set(ids));
  }

  clear(): void {
    if (this.ids.get().size > 0) this.ids.set(new Set());
    this.from = null;
  }
}
