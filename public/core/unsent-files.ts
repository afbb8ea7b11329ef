import { LIMITS } from '../../src/contract/limits';
import type { Api } from './api';
import { Uploads } from './uploads';

/** What is attached and not sent: the files of each conversation, for as long as the page is there. */
export class UnsentFiles {
  private readonly held = new Map<string, Uploads>();

  constructor(private readonly api: Api) {}

  of(conversationId: string): Uploads {
    const known = this.held.get(conversationId) ?? new Uploads(this.api, conversationId);
    this.held.set(conversationId, known);
    return known;
  }

  /** A conversation goes on in another one: what has arrived is there already, the rest is sent to there. */
  move(from: string, to: string): void {
    const uploads = this.held.get(from);
    if (!uploads || from === to) return;
    this.held.delete(from);
    const there = this.of(to);
    const items = uploads.items.get();
    const room = LIMITS.attachmentsPerMessage - there.items.get().length;
    const arrived = items.filter(({ attachment }) => attachment);
    const others = items.filter((item) => !arrived.includes(item));
    const tooMany = arrived.slice(room);
    for (const { key } of [...others, ...tooMany]) uploads.remove(key);
    uploads.items.set([]);
    there.items.update((held) => [...held, ...arrived.slice(0, room)]);
    const leftOut = there.add(others.map(({ file }) => file));
    there.leftOut.set(leftOut + tooMany.length);
  }
}
