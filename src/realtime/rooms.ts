import { reach, type StaffActor } from '../core/actor';

/** Where a chat or ticket belongs. */
interface QueuePlace {
  shopId: string;
  teamId: string | null;
}

/**
 * The rooms there are. Only the server puts sockets into them. Staff and customers have namespaces of their own, so the
 * same name means two rooms that never mix: what is said to staff of a conversation cannot reach its customer.
 */
export const rooms = {
  /** All connections of one person. */
  person: (id: string) => `person:${id}`,
  /** Whoever has the conversation open, and the agent who holds it. */
  conversation: (id: string) => `conversation:${id}`,
  /** Staff who look at a conversation of this customer. */
  aboutCustomer: (customerId: string) => `about:${customerId}`,
  /** Colleagues of a shop; those who work for all shops have a room of their own. */
  staff: (shopId: string | null) => `staff:${shopId ?? 'all'}`,
  /** The queue of a team, or of the chats that no team was chosen for. */
  teamQueue: ({ shopId, teamId }: QueuePlace) => `queue:${shopId}:${teamId ?? 'none'}`,
  shopQueue: (shopId: string) => `queue:${shopId}`,
  allQueues: 'queue:all',
  /** Tickets, held or not: whoever looks at lists of them. */
  teamTickets: ({ shopId, teamId }: QueuePlace) => `tickets:${shopId}:${teamId ?? 'none'}`,
  shopTickets: (shopId: string) => `tickets:${shopId}`,
  allTickets: 'tickets:all',
} as const;

/** The rooms of a person's socket from the moment it connects. */
export function staffRooms(actor: StaffActor): string[] {
  const own = rooms.person(actor.id);
  return reach(actor, 'employees:read') ? [own, rooms.staff(actor.shopId)] : [own];
}

/** Whose changes somebody hears of who watches the queue: as far as their right to read chats reaches. */
export function watchedQueues(actor: StaffActor, chosenShopId: string | null): string[] {
  const scope = reach(actor, 'chats:read');
  const shopId = actor.shopId ?? (scope === 'all' ? chosenShopId : null);
  if (!shopId) return scope === 'all' ? [rooms.allQueues] : [];
  if (scope === 'all' || scope === 'shop') return [rooms.shopQueue(shopId)];
  if (scope !== 'team') return [];
  return [null, ...actor.teamIds].map((teamId) => rooms.teamQueue({ shopId, teamId }));
}

/** The rooms that hear of a chat which waits there; each socket is in one kind of them only. */
export function queuesOf(place: QueuePlace): string[] {
  return [rooms.allQueues, rooms.shopQueue(place.shopId), rooms.teamQueue(place)];
}

/** Whose changes somebody hears of who watches tickets. What they hold they hear of in any case. */
export function watchedTickets(actor: StaffActor, chosenShopId: string | null): string[] {
  const scope = reach(actor, 'tickets:read');
  const shopId = actor.shopId ?? (scope === 'all' ? chosenShopId : null);
  if (!shopId) return scope === 'all' ? [rooms.allTickets] : [];
  if (scope === 'all' || scope === 'shop') return [rooms.shopTickets(shopId)];
  if (scope !== 'team') return [];
  return [null, ...actor.teamIds].map((teamId) => rooms.teamTickets({ shopId, teamId }));
}

/** The rooms that hear of a ticket which is there. */
export function ticketRoomsOf(place: QueuePlace): string[] {
  return [rooms.allTickets, rooms.shopTickets(place.shopId), rooms.teamTickets(place)];
}

export function isTickets(room: string): boolean {
  return room.startsWith('tickets:');
}

export function isQueue(room: string): boolean {
  return room.startsWith('queue:');
}

/** The conversation that the room belongs to; undefined for other rooms. */
export function conversationOf(room: string): string | undefined {
  return room.startsWith('conversation:') ? room.slice('conversation:'.length) : undefined;
}

/** Whose own room it is; undefined for other rooms. */
export function personOf(room: string): string | undefined {
  return room.startsWith('person:') ? room.slice('person:'.length) : undefined;
}

/** The customer that the room's people look at; undefined for other rooms. */
export function customerOf(room: string): string | undefined {
  return room.startsWith('about:') ? room.slice('about:'.length) : undefined;
}
