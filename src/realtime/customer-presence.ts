import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from '../database/redis';
import { type CustomerHint, Hints } from './hints';
import { customerOf, rooms } from './rooms';
import { SocketServer } from './socket-server';
import { type AgentSocket, isAnybodyIn } from './sockets';

/** A page that loads anew is no departure. */
const GONE_AFTER_MS = 5000;
/** How long other servers have to say that somebody is with them. */
const ANSWER_MS = 300;

/** Whether the customer of a chat has the widget connected, for the staff who look at it. */
@Injectable()
export class CustomerPresence implements OnApplicationShutdown {
  private readonly leaving = new Map<string, NodeJS.Timeout>();
  /** Who waits to hear where a customer is. */
  private readonly seekers = new Map<string, Set<() => void>>();

  constructor(
    private readonly server: SocketServer,
    private readonly redis: Redis,
    private readonly hints: Hints,
  ) {
    hints.on('customer', (hint) => this.hear(hint));
    server.agents.adapter.on('join-room', (room: string, id: string) => {
      const customerId = customerOf(room);
      const socket = server.agents.sockets.get(id);
      if (customerId && socket) this.tellNewcomer(socket, customerId);
    });
  }

  arrived(customerId: string): void {
    clearTimeout(this.leaving.get(customerId));
    this.leaving.delete(customerId);
    this.say(customerId, true);
  }

  left(customerId: string): void {
    clearTimeout(this.leaving.get(customerId));
    const timer = setTimeout(() => {
      this.leaving.delete(customerId);
      if (!this.isHere(customerId)) this.say(customerId, false);
    }, GONE_AFTER_MS);
    this.leaving.set(customerId, timer.unref());
  }

  onApplicationShutdown(): void {
    for (const timer of this.leaving.values()) clearTimeout(timer);
  }

  /** For somebody who has just begun to look: what is known here, or what others know. */
  private tellNewcomer(socket: AgentSocket, customerId: string): void {
    const isHere = this.isHere(customerId);
    if (isHere || !this.redis.isConfigured) socket.emit('customer:presence', { customerId, isConnected: isHere });
    // While the others cannot be asked, nothing is better than a guess.
    else if (this.redis.isHealthy) this.askOthers(socket, customerId);
  }

  private askOthers(socket: AgentSocket, customerId: string): void {
    let isFound = false;
    const stop = this.whenFound(customerId, () => {
      isFound = true;
    });
    this.hints.tell({ customer: { customerId, isConnected: null } });
    setTimeout(() => {
      stop();
      if (!isFound) socket.emit('customer:presence', { customerId, isConnected: this.isHere(customerId) });
    }, ANSWER_MS).unref();
  }

  private whenFound(customerId: string, listener: () => void): () => void {
    const seekers = this.seekers.get(customerId) ?? new Set();
    this.seekers.set(customerId, seekers.add(listener));
    return () => {
      seekers.delete(listener);
      if (seekers.size === 0) this.seekers.delete(customerId);
    };
  }

  private hear({ customerId, isConnected }: CustomerHint): void {
    const isHere = this.isHere(customerId);
    // Gone from there, or looked for, but here they are.
    if (isHere && !isConnected) this.hints.tell({ customer: { customerId, isConnected: true } });
    if (isConnected === null) return;
    if (isConnected) for (const found of this.seekers.get(customerId) ?? []) found();
    this.tellStaff(customerId, isConnected || isHere);
  }

  private say(customerId: string, isConnected: boolean): void {
    this.tellStaff(customerId, isConnected);
    this.hints.tell({ customer: { customerId, isConnected } });
  }

  private tellStaff(customerId: string, isConnected: boolean): void {
    const room = rooms.aboutCustomer(customerId);
    // A storm of connections is of people whom hardly anybody looks at.
    if (isAnybodyIn(this.server.agents, room))
      this.server.agents.to(room).emit('customer:presence', { customerId, isConnected });
  }

  private isHere(customerId: string): boolean {
    return isAnybodyIn(this.server.customers, rooms.person(customerId));
  }
}
