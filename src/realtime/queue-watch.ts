import { Injectable } from '@nestjs/common';
import { ChatReader } from '../chats/chat-reader.service';
import type { QueueSnapshot } from '../contract/chats.dto';
import { LIMITS } from '../contract/limits';
import { ChatFeed } from './chat-feed';
import { ConversationRooms } from './conversation-rooms';
import { isQueue, watchedQueues } from './rooms';
import type { AgentSocket } from './sockets';

/** Which sockets hear of which queues. */
@Injectable()
export class QueueWatch {
  constructor(
    private readonly chats: ChatReader,
    private readonly conversations: ConversationRooms,
    private readonly feed: ChatFeed,
  ) {}

  /** Subscribed first and read then. Whoever watches also hears the conversations they hold. */
  async watch(socket: AgentSocket, shopId?: string): Promise<QueueSnapshot> {
    socket.data.watchedShop = shopId ?? null;
    this.join(socket);
    try {
      await this.holdMine(socket);
      const snapshot = await this.chats.snapshot(socket.data.actor, shopId);
      this.feed.shown(snapshot.chats);
      return snapshot;
    } catch (error) {
      socket.data.watchedShop = undefined;
      this.join(socket);
      throw error;
    }
  }

  /** Puts the socket into the queue rooms that its person may hear now, and out of all others. */
  join(socket: AgentSocket): void {
    const { actor, watchedShop } = socket.data;
    const wanted = new Set(watchedShop === undefined || !socket.connected ? [] : watchedQueues(actor, watchedShop));
    for (const room of socket.rooms) if (isQueue(room) && !wanted.has(room)) void socket.leave(room);
    void socket.join([...wanted]);
  }

  private async holdMine(socket: AgentSocket): Promise<void> {
    const mine = await this.chats.list(socket.data.actor, { view: 'mine', limit: LIMITS.pageSize });
    for (const { conversationId } of mine.items) await this.conversations.hold(socket, conversationId);
  }
}
