import { Injectable } from '@nestjs/common';
import type { MessageView } from '../contract/conversations.dto';
import { toCustomerView } from '../conversations/message.presenter';
import { MessageLog, SINCE_PAGE } from '../conversations/message-log';
import { log } from '../core/log';
import { type CommittedMessages, DomainEvents } from '../database/domain-events';
import { conversationOf, rooms } from './rooms';
import { SocketServer } from './socket-server';
import { isAnybodyIn } from './sockets';

/** How far the clients of this server have been shown a conversation, in the numbers of both audiences. */
interface Shown {
  seq: number;
  publicSeq: number;
  isPulling: boolean;
  /** Something more may have come while the last read was under way. */
  isBehind: boolean;
}

const POSITIONS_AT_ONCE = 500;

/**
 * Brings the clients of this server up to date, each conversation in the order of its numbers. A message that is exactly
 * the next one is passed on; whenever it is not, what is missing is read from the database. Whoever tells that something
 * was committed, a commit here, a hint or a look at the numbers, need not be believed or on time.
 */
@Injectable()
export class MessageFeed {
  private readonly followed = new Map<string, Shown>();

  constructor(
    private readonly server: SocketServer,
    private readonly messages: MessageLog,
    events: DomainEvents,
  ) {
    events.subscribeToMessages((committed) => this.show(committed));
    for (const namespace of [server.agents, server.customers]) {
      namespace.adapter.on('delete-room', (room: string) => this.forget(room));
    }
  }

  /** From now on somebody here has it open. `lastSeq` was read before; whatever came since is noticed as a gap. */
  follow(conversationId: string, { lastSeq, lastPublicSeq }: { lastSeq: number; lastPublicSeq: number }): void {
    if (this.followed.has(conversationId)) return;
    this.followed.set(conversationId, { seq: lastSeq, publicSeq: lastPublicSeq, isPulling: false, isBehind: false });
  }

  position(conversationId: string, audience: 'staff' | 'customer'): number | undefined {
    const shown = this.followed.get(conversationId);
    return audience === 'staff' ? shown?.seq : shown?.publicSeq;
  }

  /** Somebody says that the conversation has come this far. */
  hint(conversationId: string, seq: number): void {
    const shown = this.followed.get(conversationId);
    if (shown && seq > shown.seq) this.pull(conversationId, shown);
  }

  /** What lost hints would have told. */
  async lookAgain(): Promise<void> {
    const ids = [...this.followed.keys()];
    for (let from = 0; from < ids.length; from += POSITIONS_AT_ONCE) {
      const positions = await this.messages.positions(ids.slice(from, from + POSITIONS_AT_ONCE));
      for (const { conversationId, lastSeq } of positions) this.hint(conversationId, lastSeq);
    }
  }

  private show({ conversationId, messages, answered }: CommittedMessages): void {
    const shown = this.followed.get(conversationId);
    if (!shown) return;
    for (const message of messages) {
      if (message.seq <= shown.seq) continue;
      if (shown.isPulling || message.seq !== shown.seq + 1) {
        this.pull(conversationId, shown);
        return;
      }
      this.emit(shown, message, answered);
    }
  }

  private pull(conversationId: string, shown: Shown): void {
    shown.isBehind = true;
    if (shown.isPulling) return;
    shown.isPulling = true;
    this.readOn(conversationId, shown)
      .catch((error: unknown) => log.warn({ err: error }, 'could not bring a conversation up to date'))
      .finally(() => {
        shown.isPulling = false;
      });
  }

  private async readOn(conversationId: string, shown: Shown): Promise<void> {
    while (shown.isBehind && this.followed.get(conversationId) === shown) {
      shown.isBehind = false;
      const found = await this.messages.since(conversationId, shown.seq);
      for (const message of found) this.emit(shown, message);
      if (found.length >= SINCE_PAGE) shown.isBehind = true;
    }
  }

  /** Shows it to whoever has the conversation open, but for the connection that is answered with it. */
  private emit(shown: Shown, message: MessageView, except = ''): void {
    const { agents, customers } = this.server;
    const room = rooms.conversation(message.conversationId);
    shown.seq = message.seq;
    if (isAnybodyIn(agents, room, except)) agents.to(room).except(except).emit('message:new', message);

    const publicView = toCustomerView(message);
    if (!publicView) return;
    shown.publicSeq = publicView.seq;
    if (isAnybodyIn(customers, room, except)) customers.to(room).except(except).emit('message:new', publicView);
  }

  private forget(room: string): void {
    const conversationId = conversationOf(room);
    if (!conversationId) return;
    const { agents, customers } = this.server;
    if (!isAnybodyIn(agents, room) && !isAnybodyIn(customers, room)) this.followed.delete(conversationId);
  }
}
