import type { Store } from './store';

interface Place {
  id: string;
  conversationId: string;
  mergedInto: { id: string } | null;
}

/**
 * Says where the conversation of a ticket goes on: the one that went ends in the one that stays, whose conversation is a
 * new one with what was said in both. Of the two either may be heard of first.
 */
export function onMerges(
  tickets: Store<ReadonlyMap<string, Place>>,
  goOn: (from: string, to: string) => void,
): () => void {
  const last = new Map<string, string>();

  const conversationOf = ({ conversationId, mergedInto }: Place): string => {
    const into = mergedInto && tickets.get().get(mergedInto.id);
    return into ? conversationOf(into) : conversationId;
  };
  return tickets.subscribe(() => {
    for (const ticket of tickets.get().values()) {
      const before = last.get(ticket.id) ?? ticket.conversationId;
      const now = conversationOf(ticket);
      last.set(ticket.id, now);
      if (before !== now) goOn(before, now);
    }
  });
}
