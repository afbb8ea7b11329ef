import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import type { ErrorBody } from '../contract/errors';
import type { AgentEmits, AgentPushes, CustomerEmits, CustomerPushes, SharedPushes } from '../contract/realtime';
import type { CustomerActor, StaffActor } from '../core/actor';

/** Why a socket hears a conversation. */
export interface Follow {
  customerId: string | null;
  /** The client asked for it. */
  isOpen: boolean;
  /** It is the person's own, and they count what is unread. */
  isHeld: boolean;
}

/** What a server remembers of a connection; everything else is asked of the database. */
export interface Connection<Who extends StaffActor | CustomerActor = StaffActor | CustomerActor> {
  actor: Who;
  /** When the access token ends, in milliseconds since 1970. */
  expiresAt: number;
  /** How many changes of access had been heard of when the actor was loaded. */
  accessSeen: number;
  /** The conversations it hears, by id. */
  follows: Map<string, Follow>;
  /** The shop whose queue is watched, null for one's own or all; undefined while none is. */
  watchedShop: string | null | undefined;
  /** The same of tickets. */
  watchedTicketShop: string | null | undefined;
}

export type AgentSocket = Socket<AgentEmits, AgentPushes, DefaultEventsMap, Connection<StaffActor>>;
export type CustomerSocket = Socket<CustomerEmits, CustomerPushes, DefaultEventsMap, Connection<CustomerActor>>;
export type AnySocket = AgentSocket | CustomerSocket;

export type AgentNamespace = Namespace<AgentEmits, AgentPushes, DefaultEventsMap, Connection<StaffActor>>;
export type CustomerNamespace = Namespace<CustomerEmits, CustomerPushes, DefaultEventsMap, Connection<CustomerActor>>;
export type AnyNamespace = AgentNamespace | CustomerNamespace;

/** Tells one socket what both kinds understand. */
export function tell<Name extends keyof SharedPushes>(
  socket: AnySocket,
  name: Name,
  data: Parameters<SharedPushes[Name]>[0],
): void {
  (socket as Socket).emit(name, data);
}

/** Ends a connection for good: the client does not come back with the same token. */
export function endSession(socket: AnySocket, reason: ErrorBody): void {
  tell(socket, 'session:ended', reason);
  socket.disconnect(true);
}

/** The connected sockets in a room of this server. */
export function socketsIn(namespace: AgentNamespace, room: string): AgentSocket[];
export function socketsIn(namespace: CustomerNamespace, room: string): CustomerSocket[];
export function socketsIn(namespace: AnyNamespace, room: string): AnySocket[] {
  const found: AnySocket[] = [];
  for (const id of namespace.adapter.rooms.get(room) ?? []) {
    const socket = namespace.sockets.get(id);
    if (socket) found.push(socket);
  }
  return found;
}

export function isAnybodyIn(namespace: AnyNamespace, room: string, except = ''): boolean {
  const sockets = namespace.adapter.rooms.get(room);
  return sockets !== undefined && sockets.size > (sockets.has(except) ? 1 : 0);
}
