import { Store } from '../../core/store';

interface Versioned {
  id: string;
  version: number;
  lastPublicSeq: number;
}

/** Every chat, or every ticket, that this console has heard of, each in its newest version. Lists hold ids and look here. */
export class Book<Item extends Versioned> {
  readonly all = new Store<ReadonlyMap<string, Item>>(new Map());

  get(id: string): Item | undefined {
    return this.all.get().get(id);
  }

  accept(...items: Item[]): void {
    const newer = items.filter((item) => isNewer(item, this.get(item.id)));
    if (newer.length === 0) return;
    this.all.update((held) => new Map([...held, ...newer.map((item) => [item.id, item] as const)]));
  }

  /** It is not there for this person any more. */
  drop(id: string): void {
    if (!this.get(id)) return;
    this.all.update((held) => new Map([...held].filter(([key]) => key !== id)));
  }
}

/** A push may arrive after the answer it was overtaken by. Messages do not raise the version, their number tells. */
function isNewer(told: Versioned, held: Versioned | undefined): boolean {
  if (!held || told.version > held.version) return true;
  return told.version === held.version && told.lastPublicSeq >= held.lastPublicSeq;
}
