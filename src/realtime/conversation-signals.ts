import { Injectable } from '@nestjs/common';
import type { Typing } from '../contract/conversations.dto';
import { DomainEvents, type ReadMoved } from '../database/domain-events';
import { Hints, type TypingHint } from './hints';
import { rooms } from './rooms';
import { SocketServer } from './socket-server';
import type { AnySocket } from './sockets';

/** Who is typing and who has read how far: told to those who have the conversation open, on every server. */
@Injectable()
export class ConversationSignals {
  constructor(
    private readonly server: SocketServer,
    private readonly hints: Hints,
    events: DomainEvents,
  ) {
    events.subscribeToReads((moved) => {
      this.tellRead(moved);
      hints.tell({ read: moved });
    });
    hints.on('read', (moved) => this.tellRead(moved));
    hints.on('typing', (typing) => this.tellTyping(typing));
  }

  /** Counts only from those who hear the conversation. The customer sees the agent who answers, and never a note. */
  typing(socket: AnySocket, { conversationId, on, visibility }: Typing): void {
    const { actor, follows } = socket.data;
    const follow = follows.get(conversationId);
    if (!follow) return;
    const { kind, id, name } = actor;
    const isPublic = kind === 'customer' || (follow.isHeld && visibility !== 'internal');
    const hint: TypingHint = { conversationId, kind, id, name, on, isPublic };
    this.tellTyping(hint, socket.id);
    this.hints.tell({ typing: hint });
  }

  /**
   * Not volatile: Socket.IO would drop the hint whenever another frame is on its way to the same client, and a first
   * keystroke meets the read mark that it causes. Clients that do not keep up are closed in any case.
   */
  private tellTyping({ isPublic, ...typing }: TypingHint, exceptSocket = ''): void {
    const room = rooms.conversation(typing.conversationId);
    this.server.agents.to(room).except(exceptSocket).emit('typing', typing);
    if (isPublic) this.server.customers.to(room).except(exceptSocket).emit('typing', typing);
  }

  private tellRead({ conversationId, mark }: ReadMoved): void {
    const room = rooms.conversation(conversationId);
    this.server.agents.to(room).emit('message:read', { ...mark, conversationId });
    this.server.customers.to(room).emit('message:read', { ...mark, conversationId });
  }
}
