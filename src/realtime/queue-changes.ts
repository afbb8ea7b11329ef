import type { ChatAudience } from '../chats/chat-views.service';
import type { ChatView } from '../contract/chats.dto';
import { queuesOf, rooms } from './rooms';

/** One `queue:changed` for one room. */
export interface QueuePush {
  room: string;
  /** Rooms whose sockets are left out. */
  except: string[];
  chats: ChatView[];
  removed: string[];
}

/** A chat as it is now, and who may hear of it. */
export interface ToldChat {
  view: ChatView;
  audience: ChatAudience;
  /** Teams in whose queue it may still be shown; null for the queue without a team. */
  previousTeams: (string | null)[];
}

/**
 * What the queues are told: the chat where it waits, that it is gone where it does not. `watched` are the queue rooms
 * somebody on this server is in. Who gave a chat back for good is left out, which takes a push of its own.
 */
export function queueChanges(chats: readonly ToldChat[], watched: ReadonlySet<string>): QueuePush[] {
  const together = new Map<string, QueuePush>();
  const apart: QueuePush[] = [];
  const pushTo = (room: string): QueuePush => {
    const known = together.get(room) ?? { room, except: [], chats: [], removed: [] };
    together.set(room, known);
    return known;
  };

  for (const { view, audience, previousTeams } of chats) {
    const isWaiting = view.status === 'waiting';
    const own = queuesOf(audience);
    for (const room of own.filter((name) => watched.has(name))) {
      if (!isWaiting) pushTo(room).removed.push(view.id);
      else if (audience.declinedBy.length === 0) pushTo(room).chats.push(view);
      else apart.push({ room, except: audience.declinedBy.map(rooms.person), chats: [view], removed: [] });
    }
    for (const teamId of previousTeams) {
      const room = rooms.teamQueue({ shopId: audience.shopId, teamId });
      if (!watched.has(room) || own.includes(room)) continue;
      // Somebody in both teams keeps it.
      apart.push({ room, except: isWaiting ? own : [], chats: [], removed: [view.id] });
    }
  }
  return [...apart, ...together.values()];
}
