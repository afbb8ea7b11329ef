import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Chat } from '../chats/chat.entity';
import { type ChatAudience, ChatViews } from '../chats/chat-views.service';
import type { ChatView } from '../contract/chats.dto';
import { covers } from '../core/actor';
import { log } from '../core/log';
import { Clock } from '../database/clock';
import type { ChatHint } from '../database/domain-events';
import { ConversationRooms } from './conversation-rooms';
import { Gathering } from './gathering';
import { queueChanges, type ToldChat } from './queue-changes';
import { QueuePlaces } from './queue-places';
import { isQueue, rooms } from './rooms';
import { SocketServer } from './socket-server';
import { type AgentSocket, isAnybodyIn, socketsIn } from './sockets';

/** No queue hears more often than ten times a second. */
const EVERY_MS = 100;
const AT_ONCE = 200;
/** Changes become visible out of their order by as much as their transactions take. */
const OVERLAP_MS = 10_000;

/** A chat to tell of; who held it, and the teams in whose queue it was, have to hear that they have lost it. */
interface Changed {
  previousAgents: (string | null)[];
  previousTeams: (string | null)[];
}

/** Tells staff and customers of this server of chats that have changed, as the database has them now. */
@Injectable()
export class ChatFeed implements OnApplicationShutdown {
  private readonly changed = new Gathering<Changed>(EVERY_MS, (chats) => this.tell(chats));
  private readonly watchedQueues = new Set<string>();
  /** The newest version told of each chat that changed lately. */
  private readonly told = new Map<string, { version: number; at: number }>();
  /** The team in whose queue each waiting chat was last shown by this server. */
  private readonly shownIn = new Map<string, string | null>();
  private lookedAt: Date;

  constructor(
    private readonly server: SocketServer,
    private readonly views: ChatViews,
    private readonly conversations: ConversationRooms,
    private readonly places: QueuePlaces,
    private readonly clock: Clock,
  ) {
    this.lookedAt = clock.now();
    const { adapter } = server.agents;
    adapter.on('create-room', (room: string) => isQueue(room) && this.watchedQueues.add(room));
    adapter.on('delete-room', (room: string) => this.watchedQueues.delete(room));
  }

  chatChanged(hint: ChatHint): void {
    const { chatId, conversationId, teamId, agentId, previousAgentId, previousTeamId } = hint;
    if (previousAgentId)
      this.conversations.takeAway(previousAgentId, conversationId, (actor) =>
        covers(actor, 'chats:read', { shopId: actor.shopId, teamId, holderId: agentId }),
      );
    // Its holder hears the customer from the first moment, before the change itself is told.
    if (agentId)
      for (const socket of socketsIn(this.server.agents, rooms.person(agentId))) this.hold(socket, conversationId);
    const change: Changed = {
      previousAgents: [previousAgentId],
      previousTeams: previousTeamId ? [previousTeamId] : [],
    };
    this.changed.add(chatId, change, (earlier) => ({
      previousAgents: [...earlier.previousAgents, ...change.previousAgents],
      previousTeams: [...earlier.previousTeams, ...change.previousTeams],
    }));
  }

  /** Somebody of this server has been given these waiting chats as the queue. */
  shown(chats: readonly ChatView[]): void {
    for (const { id, team } of chats) this.shownIn.set(id, team?.id ?? null);
  }

  /** What lost hints would have told. */
  async lookAgain(): Promise<void> {
    const now = this.clock.now();
    let since = new Date(this.lookedAt.getTime() - OVERLAP_MS);
    for (;;) {
      const found = await this.views.changedSince(since, AT_ONCE);
      for (const chat of found) if ((this.told.get(chat.chatId)?.version ?? -1) < chat.version) this.chatChanged(chat);
      const last = found.at(-1);
      if (!last || found.length < AT_ONCE || last.changedAt.getTime() === since.getTime()) break;
      since = last.changedAt;
    }
    this.lookedAt = now;
    const forgotten = now.getTime() - 2 * OVERLAP_MS;
    for (const [chatId, { at }] of this.told) if (at < forgotten) this.told.delete(chatId);
  }

  onApplicationShutdown(): void {
    this.changed.stop();
  }

  private async tell(changed: Map<string, Changed>): Promise<void> {
    const ids = [...changed.keys()];
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const chats = await this.views.find(ids.slice(from, from + AT_ONCE));
      const audiences = await this.views.audienceOf(chats);
      await this.tellStaff(chats, audiences, changed);
      await this.tellCustomers(
        chats.filter(({ customerId }) => isAnybodyIn(this.server.customers, rooms.person(customerId))),
        audiences,
      );
      const at = this.clock.now().getTime();
      for (const [id, { version, shopId, teamId }] of audiences) {
        this.told.set(id, { version, at });
        this.places.changed(shopId, teamId);
      }
    }
  }

  private async tellStaff(
    found: readonly Chat[],
    audiences: Map<string, ChatAudience>,
    changed: Map<string, Changed>,
  ): Promise<void> {
    const chats: ToldChat[] = [];
    for (const view of this.server.agents.sockets.size > 0 ? await this.views.present(found) : []) {
      const audience = audiences.get(view.id);
      const shownIn = this.shownIn.get(view.id);
      const previousTeams = [
        ...(changed.get(view.id)?.previousTeams ?? []),
        ...(shownIn === undefined ? [] : [shownIn]),
      ];
      if (audience) chats.push({ view, audience, previousTeams });
    }
    for (const chat of chats) this.tellConcerned(chat, changed.get(chat.view.id)?.previousAgents ?? []);
    for (const { room, except, chats: waiting, removed } of queueChanges(chats, this.watchedQueues)) {
      this.server.agents.to(room).except(except).emit('queue:changed', { chats: waiting, removed });
    }
    for (const { view } of chats) {
      if (view.status === 'waiting') this.shown([view]);
      else this.shownIn.delete(view.id);
    }
  }

  /** The holder, who held it before, and whoever has the conversation open; those who may not see it any more lose it. */
  private tellConcerned({ view, audience }: ToldChat, previousAgents: (string | null)[]): void {
    const { agents } = this.server;
    const people = [audience.agentId, ...previousAgents, ...audience.declinedBy].filter((id) => id !== null);
    const places = [rooms.conversation(audience.conversationId), ...people.map(rooms.person)];
    const sockets = new Set(places.flatMap((room) => socketsIn(agents, room)));

    const told: string[] = [];
    const lost: string[] = [];
    for (const socket of sockets) {
      const { actor } = socket.data;
      const { shopId, teamId, agentId, declinedBy } = audience;
      const isTheirs = view.status === 'active' && agentId === actor.id;
      const maySee =
        !declinedBy.includes(actor.id) && covers(actor, 'chats:read', { shopId, teamId, holderId: agentId });
      (maySee ? told : lost).push(socket.id);
      if (maySee) this.conversations.turnTo(socket, audience.conversationId, audience.customerId);
      if (!maySee) this.conversations.shut(socket, audience.conversationId);
      else if (isTheirs) this.hold(socket, audience.conversationId);
      else this.conversations.letGo(socket, audience.conversationId);
    }
    if (told.length > 0) agents.to(told).emit('chat:changed', view);
    if (lost.length > 0) agents.to(lost).emit('queue:changed', { chats: [], removed: [view.id] });
  }

  private hold(socket: AgentSocket, conversationId: string): void {
    this.conversations
      .hold(socket, conversationId)
      .catch((error: unknown) => log.warn({ err: error }, 'could not follow a chat'));
  }

  private async tellCustomers(chats: readonly Chat[], audiences: Map<string, ChatAudience>): Promise<void> {
    for (const view of chats.length > 0 ? await this.views.presentForCustomer(chats) : []) {
      const customerId = audiences.get(view.id)?.customerId;
      if (customerId) this.server.customers.to(rooms.person(customerId)).emit('chat:changed', view);
    }
  }
}
