import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { TicketView } from '../contract/tickets.dto';
import { covers } from '../core/actor';
import { log } from '../core/log';
import { Clock } from '../database/clock';
import type { TicketHint } from '../database/domain-events';
import { type TicketAudience, TicketViews } from '../tickets/ticket-views.service';
import { ConversationRooms } from './conversation-rooms';
import { Gathering } from './gathering';
import { isTickets, rooms, ticketRoomsOf } from './rooms';
import { SocketServer } from './socket-server';
import { type AgentSocket, isAnybodyIn, socketsIn } from './sockets';

/** No list hears more often than ten times a second. */
const EVERY_MS = 100;
const AT_ONCE = 200;
/** A message changes no ticket, only the line that lists show of it, so they hear less often. */
const WRITTEN_EVERY_MS = 500;
const UNCHANGED: Changed = { previousAssignees: [], previousTeams: [], isFound: false };
/** Changes become visible out of their order by as much as their transactions take. */
const OVERLAP_MS = 10_000;

/** A ticket to tell of; who held it, and the teams that had it, have to hear that they have lost it. */
interface Changed {
  previousAssignees: string[];
  previousTeams: string[];
  /** Nobody told where it was before, so every team of the shop hears that it is not theirs. */
  isFound: boolean;
}

/** Tells staff and customers of this server of tickets that have changed, as the database has them now. */
@Injectable()
export class TicketFeed implements OnApplicationShutdown {
  private readonly changed = new Gathering<Changed>(EVERY_MS, (tickets) => this.tell(tickets));
  private readonly written = new Gathering<true>(WRITTEN_EVERY_MS, (talks) => this.showWritten([...talks.keys()]));
  private readonly watched = new Set<string>();
  /** The newest version told of each ticket that changed lately. */
  private readonly told = new Map<string, { version: number; at: number }>();
  private lookedAt: Date;

  constructor(
    private readonly server: SocketServer,
    private readonly views: TicketViews,
    private readonly conversations: ConversationRooms,
    private readonly clock: Clock,
  ) {
    this.lookedAt = clock.now();
    const { adapter } = server.agents;
    adapter.on('create-room', (room: string) => isTickets(room) && this.watched.add(room));
    adapter.on('delete-room', (room: string) => this.watched.delete(room));
  }

  ticketChanged(ticket: TicketHint, isFound = false): void {
    const { ticketId, conversationId, teamId, assigneeId, previousAssigneeId, previousTeamId } = ticket;
    if (previousAssigneeId)
      this.conversations.takeAway(previousAssigneeId, conversationId, (actor) =>
        covers(actor, 'tickets:read', { shopId: actor.shopId, teamId, holderId: assigneeId }),
      );
    // Its holder hears the customer from the first moment, before the change itself is told.
    if (assigneeId)
      for (const socket of socketsIn(this.server.agents, rooms.person(assigneeId))) this.hold(socket, conversationId);
    const change: Changed = {
      previousAssignees: previousAssigneeId ? [previousAssigneeId] : [],
      previousTeams: previousTeamId ? [previousTeamId] : [],
      isFound,
    };
    this.changed.add(ticketId, change, (earlier) => ({
      previousAssignees: [...earlier.previousAssignees, ...change.previousAssignees],
      previousTeams: [...earlier.previousTeams, ...change.previousTeams],
      isFound: earlier.isFound || isFound,
    }));
  }

  /** Lists show what was said last, also to those who do not hold the ticket. */
  messageWritten(conversationId: string): void {
    if (this.watched.size > 0 || this.server.customers.sockets.size > 0) this.written.add(conversationId, true);
  }

  private async showWritten(conversationIds: string[]): Promise<void> {
    for (let from = 0; from < conversationIds.length; from += AT_ONCE)
      for (const id of await this.views.ofConversations(conversationIds.slice(from, from + AT_ONCE)))
        this.changed.add(id, UNCHANGED, (earlier) => earlier);
  }

  /** What lost hints would have told. */
  async lookAgain(): Promise<void> {
    const now = this.clock.now();
    let since = new Date(this.lookedAt.getTime() - OVERLAP_MS);
    for (;;) {
      const found = await this.views.changedSince(since, AT_ONCE);
      for (const ticket of found)
        if ((this.told.get(ticket.ticketId)?.version ?? -1) < ticket.version) this.ticketChanged(ticket, true);
      const last = found.at(-1);
      if (!last || found.length < AT_ONCE || last.changedAt.getTime() === since.getTime()) break;
      since = last.changedAt;
    }
    this.lookedAt = now;
    const forgotten = now.getTime() - 2 * OVERLAP_MS;
    for (const [ticketId, { at }] of this.told) if (at < forgotten) this.told.delete(ticketId);
  }

  onApplicationShutdown(): void {
    this.changed.stop();
    this.written.stop();
  }

  private async tell(changed: Map<string, Changed>): Promise<void> {
    const ids = [...changed.keys()];
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const chunk = ids.slice(from, from + AT_ONCE);
      const audiences = await this.views.audienceOf(chunk);
      for (const view of this.server.agents.sockets.size > 0 ? await this.views.views(chunk) : []) {
        const audience = audiences.get(view.id);
        const change = changed.get(view.id);
        if (audience && change) this.tellStaff(view, audience, change);
      }
      await this.tellCustomers(chunk, audiences);
      const at = this.clock.now().getTime();
      for (const [id, { version }] of audiences) this.told.set(id, { version, at });
    }
  }

  /** Whoever watches its team, holds it, held it or has it open: those who may see it do, the others lose it. */
  private tellStaff(view: TicketView, audience: TicketAudience, change: Changed): void {
    const { agents } = this.server;
    const { shopId, teamId, assigneeId, conversationId, declinedBy } = audience;
    const own = ticketRoomsOf(audience);
    const people = [...(assigneeId ? [assigneeId] : []), ...change.previousAssignees, ...declinedBy];
    const concerned = [rooms.conversation(conversationId), ...people.map(rooms.person)];
    const seeing: string[] = [];
    const losing: string[] = [];
    for (const socket of new Set(concerned.flatMap((room) => socketsIn(agents, room)))) {
      const { actor } = socket.data;
      const place = { shopId, teamId, holderId: assigneeId };
      const maySee = !declinedBy.includes(actor.id) && covers(actor, 'tickets:read', place);
      (maySee ? seeing : losing).push(socket.id);
      this.follow(socket, audience, { maySee, isTheirs: view.status !== 'closed' && assigneeId === actor.id });
    }
    const declined = declinedBy.map(rooms.person);
    agents
      .to([...own, ...seeing])
      .except(declined)
      .emit('ticket:changed', view);

    const gone = { ticketId: view.id };
    if (losing.length > 0) agents.to(losing).emit('ticket:gone', gone);
    const before = this.roomsBefore(shopId, change).filter((room) => !own.includes(room));
    // Somebody in both teams keeps it, and so does who holds it.
    const keeping = [...own, ...seeing];
    if (before.length > 0) agents.to(before).except(keeping).emit('ticket:gone', gone);
  }

  private roomsBefore(shopId: string, { previousTeams, isFound }: Changed): string[] {
    if (isFound) return [...this.watched].filter((room) => room.startsWith(`${rooms.shopTickets(shopId)}:`));
    return previousTeams.map((teamId) => rooms.teamTickets({ shopId, teamId }));
  }

  private follow(
    socket: AgentSocket,
    { conversationId, customerId }: TicketAudience,
    { maySee, isTheirs }: { maySee: boolean; isTheirs: boolean },
  ): void {
    if (maySee) this.conversations.turnTo(socket, conversationId, customerId);
    if (!maySee) this.conversations.shut(socket, conversationId);
    else if (isTheirs) this.hold(socket, conversationId);
    else this.conversations.letGo(socket, conversationId);
  }

  private hold(socket: AgentSocket, conversationId: string): void {
    this.conversations
      .hold(socket, conversationId)
      .catch((error: unknown) => log.warn({ err: error }, 'could not follow a ticket'));
  }

  private async tellCustomers(ids: string[], audiences: Map<string, TicketAudience>): Promise<void> {
    const { customers } = this.server;
    const customerOf = (id: string) => rooms.person(audiences.get(id)?.customerId ?? '');
    const heard = ids.filter((id) => isAnybodyIn(customers, customerOf(id)));
    for (const view of await this.views.customerViews(heard))
      customers.to(customerOf(view.id)).emit('ticket:changed', view);
  }
}
