import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { DirectMessagesUnread } from '../contract/direct-messages.dto';
import { AppError } from '../core/app-error';
import type { DirectHint } from '../database/domain-events';
import { DirectMessages } from '../direct-messages/direct-messages.service';
import { DirectViews } from '../direct-messages/direct-views.service';
import { ConversationRooms } from './conversation-rooms';
import { Gathering } from './gathering';
import { rooms } from './rooms';
import { SocketServer } from './socket-server';
import { type AgentSocket, socketsIn } from './sockets';

/** Nobody hears of one exchange more often than ten times a second. */
const EVERY_MS = 100;
/** As many exchanges as anybody keeps an eye on. */
const WATCHED = 50;

/** Both of two colleagues hear what they write to each other, on every page that they have open. */
@Injectable()
export class DirectFeed implements OnApplicationShutdown {
  private readonly untold = new Gathering<DirectHint>(EVERY_MS, (changed) => this.tell(changed));

  constructor(
    private readonly server: SocketServer,
    private readonly direct: DirectMessages,
    private readonly views: DirectViews,
    private readonly conversations: ConversationRooms,
  ) {}

  async watch(socket: AgentSocket, latest = WATCHED): Promise<DirectMessagesUnread> {
    const { items } = await this.direct.list(socket.data.actor, { limit: latest });
    for (const { conversationId } of items) await this.conversations.hold(socket, conversationId);
    return this.direct.unreadCount(socket.data.actor);
  }

  changed(direct: DirectHint): void {
    if (direct.memberIds.some((id) => this.socketsOf(id).length > 0)) this.untold.add(direct.conversationId, direct);
  }

  onApplicationShutdown(): void {
    this.untold.stop();
  }

  private async tell(changed: Map<string, DirectHint>): Promise<void> {
    for (const { conversationId, memberIds } of changed.values())
      for (const id of memberIds) await this.tellMember(id, conversationId);
  }

  private async tellMember(memberId: string, conversationId: string): Promise<void> {
    const sockets = this.socketsOf(memberId);
    const [first] = sockets;
    if (!first) return;
    try {
      for (const socket of sockets) await this.conversations.hold(socket, conversationId);
      const view = await this.views.view(first.data.actor, conversationId);
      this.server.agents.to(rooms.person(memberId)).emit('direct:changed', view);
    } catch (error) {
      // They may read it no longer, so there is nothing to tell them.
      if (!(error instanceof AppError)) throw error;
    }
  }

  private socketsOf(id: string): AgentSocket[] {
    return socketsIn(this.server.agents, rooms.person(id));
  }
}
