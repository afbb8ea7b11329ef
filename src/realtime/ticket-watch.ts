import { Injectable } from '@nestjs/common';
import { LIMITS } from '../contract/limits';
import type { TicketCounts } from '../contract/tickets.dto';
import { TicketReader } from '../tickets/ticket-reader.service';
import { ConversationRooms } from './conversation-rooms';
import { isTickets, watchedTickets } from './rooms';
import type { AgentSocket } from './sockets';

/** Which sockets hear of which tickets. */
@Injectable()
export class TicketWatch {
  constructor(
    private readonly tickets: TicketReader,
    private readonly conversations: ConversationRooms,
  ) {}

  /** Subscribed first and read then. Whoever watches also hears the conversations of the tickets they hold. */
  async watch(socket: AgentSocket, shopId?: string): Promise<TicketCounts> {
    socket.data.watchedTicketShop = shopId ?? null;
    this.join(socket);
    try {
      const mine = await this.tickets.list(socket.data.actor, { view: 'mine', shopId, limit: LIMITS.pageSize });
      for (const { conversationId } of mine.items) await this.conversations.hold(socket, conversationId);
      return await this.tickets.counts(socket.data.actor, shopId);
    } catch (error) {
      socket.data.watchedTicketShop = undefined;
      this.join(socket);
      throw error;
    }
  }

  /** Puts the socket into the rooms of tickets that its person may hear now, and out of all others. */
  join(socket: AgentSocket): void {
    const { actor, watchedTicketShop } = socket.data;
    const isWatching = watchedTicketShop !== undefined && socket.connected;
    const wanted = new Set(isWatching ? watchedTickets(actor, watchedTicketShop) : []);
    for (const room of socket.rooms) if (isTickets(room) && !wanted.has(room)) void socket.leave(room);
    void socket.join([...wanted]);
  }
}
