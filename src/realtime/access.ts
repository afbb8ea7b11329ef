import { Injectable } from '@nestjs/common';
import { ActorLoader } from '../auth/actor-loader';
import { AppError } from '../core/app-error';
import { log } from '../core/log';
import { AccessChanges } from './access-changes';
import { ConversationRooms } from './conversation-rooms';
import { QueueWatch } from './queue-watch';
import { rooms, staffRooms } from './rooms';
import { SocketServer } from './socket-server';
import { type AgentSocket, type AnySocket, endSession, socketsIn } from './sockets';
import { TicketWatch } from './ticket-watch';

/** Lets open sockets feel at once what their people may no longer do. */
@Injectable()
export class Access {
  constructor(
    private readonly server: SocketServer,
    private readonly actors: ActorLoader,
    private readonly changes: AccessChanges,
    private readonly queue: QueueWatch,
    private readonly tickets: TicketWatch,
    private readonly conversations: ConversationRooms,
  ) {}

  accessChanged(accountIds: readonly string[]): void {
    for (const accountId of accountIds) {
      this.changes.note(accountId);
      for (const socket of this.socketsOf(accountId)) void this.readmit(socket);
    }
  }

  signInEnded(accountId: string, signInId: string): void {
    this.changes.note(accountId);
    for (const socket of this.socketsOf(accountId)) if (socket.data.actor.signInId === signInId) end(socket);
  }

  shopClosed(shopId: string): void {
    const people = this.sockets().filter(({ data }) => data.actor.shopId === shopId);
    this.accessChanged([...new Set(people.map(({ data }) => data.actor.id))]);
  }

  /** What lost hints would have told: sign-ins that have ended, and accounts that have changed. */
  async lookAgain(): Promise<void> {
    const sockets = this.sockets();
    const versions = await this.actors.stillValid([...new Set(sockets.map(({ data }) => data.actor.signInId))]);
    for (const socket of sockets) {
      const { signInId, accessVersion } = socket.data.actor;
      const version = versions.get(signInId);
      if (version === null) end(socket);
      else if (version !== accessVersion) await this.readmit(socket);
    }
  }

  /** Of a socket that has just connected: its person may have changed while it was being admitted. */
  checkNewcomer(socket: AnySocket): void {
    const { actor, accessSeen } = socket.data;
    if (this.changes.hasChangedSince(actor.id, accessSeen)) void this.readmit(socket);
  }

  private async readmit(socket: AnySocket): Promise<void> {
    try {
      const { kind, id, signInId } = socket.data.actor;
      const actor = await this.actors.ofClaims({ kind, accountId: id, signInId });
      if (!socket.connected) return;
      Object.assign(socket.data, { actor });
      if (actor.kind === 'employee') await this.placeStaff(socket as AgentSocket);
      await this.conversations.review(socket);
    } catch (error) {
      if (error instanceof AppError) end(socket);
      else log.warn({ err: error }, 'could not look at the rights of a socket; they are looked at again soon');
    }
  }

  private async placeStaff(socket: AgentSocket): Promise<void> {
    const wanted = new Set(staffRooms(socket.data.actor));
    for (const room of socket.rooms) if (room.startsWith('staff:') && !wanted.has(room)) await socket.leave(room);
    await socket.join([...wanted]);
    this.queue.join(socket);
    this.tickets.join(socket);
  }

  private socketsOf(accountId: string): AnySocket[] {
    const room = rooms.person(accountId);
    return [...socketsIn(this.server.agents, room), ...socketsIn(this.server.customers, room)];
  }

  private sockets(): AnySocket[] {
    return [...this.server.agents.sockets.values(), ...this.server.customers.sockets.values()];
  }
}

function end(socket: AnySocket): void {
  endSession(socket, { code: 'UNAUTHENTICATED', message: 'This sign-in has ended.' });
}
