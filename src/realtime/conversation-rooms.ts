import { Injectable } from '@nestjs/common';
import type { ConversationPage, OpenConversation } from '../contract/conversations.dto';
import type { Conversation } from '../conversations/conversation.entity';
import { MessageLog } from '../conversations/message-log';
import type { StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { MessageFeed } from './message-feed';
import { rooms } from './rooms';
import { SocketServer } from './socket-server';
import { type AgentSocket, type AnySocket, type Follow, socketsIn } from './sockets';

/** More than anybody can follow. */
const MAX_FOLLOWED = 300;

/** Which sockets hear of which conversations. */
@Injectable()
export class ConversationRooms {
  constructor(
    private readonly messages: MessageLog,
    private readonly feed: MessageFeed,
    private readonly server: SocketServer,
  ) {}

  /** Subscribed first and read then: what is committed in between comes twice rather than never. */
  async open(socket: AnySocket, { conversationId, ...from }: OpenConversation): Promise<ConversationPage> {
    if (socket.data.follows.size >= MAX_FOLLOWED && !socket.data.follows.has(conversationId)) {
      throw new AppError('CAPACITY_REACHED', 'Too many conversations are open: leave some first.');
    }
    const conversation = await this.messages.authorizeRead(socket.data.actor, conversationId);
    if (!socket.connected) throw new AppError('UNAVAILABLE', 'The connection is gone.');
    this.enter(socket, conversation).isOpen = true;
    try {
      // Rights are asked again, since they may have changed before the socket was in the room.
      return await this.messages.page(socket.data.actor, conversationId, from);
    } catch (error) {
      this.leave(socket, conversationId);
      throw error;
    }
  }

  /** No longer looked at; who holds the conversation hears of it all the same. */
  leave(socket: AnySocket, conversationId: string): void {
    const follow = socket.data.follows.get(conversationId);
    if (!follow) return;
    follow.isOpen = false;
    if (!follow.isHeld) this.shut(socket, conversationId);
  }

  /** It is the agent's own now, so each of their tabs counts what is unread. */
  async hold(socket: AgentSocket, conversationId: string): Promise<void> {
    if (socket.data.follows.get(conversationId)?.isHeld) return;
    const conversation = await this.messages.authorizeRead(socket.data.actor, conversationId);
    const { holderId, memberIds } = conversation;
    const isTheirs = [holderId, ...(memberIds ?? [])].includes(socket.data.actor.id);
    if (socket.connected && isTheirs) this.enter(socket, conversation).isHeld = true;
  }

  letGo(socket: AgentSocket, conversationId: string): void {
    const follow = socket.data.follows.get(conversationId);
    if (!follow) return;
    follow.isHeld = false;
    if (!follow.isOpen) this.shut(socket, conversationId);
  }

  /** The conversation is another customer's now, whose coming and going this socket hears of from here on. */
  turnTo(socket: AgentSocket, conversationId: string, customerId: string): void {
    const follow = socket.data.follows.get(conversationId);
    if (!follow || follow.customerId === customerId) return;
    const before = follow.customerId;
    follow.customerId = customerId;
    if (before && ![...socket.data.follows.values()].some((other) => other.customerId === before))
      void socket.leave(rooms.aboutCustomer(before));
    void socket.join(rooms.aboutCustomer(customerId));
  }

  /** Who has lost it hears nothing that is said from now on, also when that comes before the change itself is told. */
  takeAway(
    employeeId: string,
    conversationId: string,
    mayStillRead: (actor: StaffActor) => boolean = () => false,
  ): void {
    for (const socket of socketsIn(this.server.agents, rooms.person(employeeId)))
      if (!mayStillRead(socket.data.actor)) this.shut(socket, conversationId);
  }

  /** Not heard any more, whatever the reason was. */
  shut(socket: AnySocket, conversationId: string): void {
    const { follows } = socket.data;
    const follow = follows.get(conversationId);
    follows.delete(conversationId);
    void socket.leave(rooms.conversation(conversationId));
    const customerId = follow?.customerId;
    const isStillOfInterest = [...follows.values()].some((other) => other.customerId === customerId);
    if (customerId && !isStillOfInterest) void socket.leave(rooms.aboutCustomer(customerId));
  }

  /** Leaves what may no longer be read. */
  async review(socket: AnySocket): Promise<void> {
    for (const conversationId of [...socket.data.follows.keys()]) {
      const mayRead = await this.messages.authorizeRead(socket.data.actor, conversationId).then(
        () => true,
        (error: unknown) => !(error instanceof AppError),
      );
      if (!mayRead) this.shut(socket, conversationId);
    }
  }

  private enter(socket: AnySocket, conversation: Conversation): Follow {
    const { id, customerId } = conversation;
    const known = socket.data.follows.get(id);
    if (known) return known;
    const follow: Follow = { customerId, isOpen: false, isHeld: false };
    socket.data.follows.set(id, follow);
    this.feed.follow(id, conversation);
    void socket.join(rooms.conversation(id));
    if (socket.data.actor.kind === 'employee' && customerId) void socket.join(rooms.aboutCustomer(customerId));
    return follow;
  }
}
