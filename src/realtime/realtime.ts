import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ENV, type Env } from '../core/env';
import { type DomainEvent, DomainEvents } from '../database/domain-events';
import { Access } from './access';
import { Admission } from './admission';
import { AgentFeed } from './agent-feed';
import { AgentLeases } from './agent-leases';
import { AgentRequestTable } from './agent-requests';
import { AlertFeed } from './alert-feed';
import { ChatFeed } from './chat-feed';
import { ConversationRooms } from './conversation-rooms';
import { CustomerPresence } from './customer-presence';
import { CustomerRequestTable } from './customer-requests';
import { DirectFeed } from './direct-feed';
import { type FanOut, fanOut } from './fan-out';
import { Hints } from './hints';
import { MessageFeed } from './message-feed';
import { OfferFeed } from './offer-feed';
import { RequestLimits } from './request-limits';
import { Requests } from './requests';
import { personOf, rooms, staffRooms } from './rooms';
import { SocketServer } from './socket-server';
import { type AgentSocket, type AnySocket, type CustomerSocket, endSession, socketsIn } from './sockets';
import { TicketFeed } from './ticket-feed';

/** Puts the parts together: who connects, what they ask, what they are told. */
@Injectable()
export class Realtime implements OnApplicationBootstrap {
  private readonly agentRequests: Requests<AgentSocket>;
  private readonly customerRequests: Requests<CustomerSocket>;

  constructor(
    private readonly server: SocketServer,
    private readonly admission: Admission,
    private readonly access: Access,
    private readonly chats: ChatFeed,
    private readonly tickets: TicketFeed,
    private readonly conversations: ConversationRooms,
    private readonly agents: AgentFeed,
    private readonly offers: OfferFeed,
    private readonly messages: MessageFeed,
    private readonly alerts: AlertFeed,
    private readonly direct: DirectFeed,
    private readonly leases: AgentLeases,
    private readonly presence: CustomerPresence,
    private readonly hints: Hints,
    private readonly events: DomainEvents,
    @Inject(ENV) private readonly env: Env,
    agentTable: AgentRequestTable,
    customerTable: CustomerRequestTable,
    limits: RequestLimits,
  ) {
    this.agentRequests = new Requests(agentTable.table, limits, server.intake);
    this.customerRequests = new Requests(customerTable.table, limits, server.intake);
  }

  onApplicationBootstrap(): void {
    this.listenToPeople();
    this.listenToEvents();
  }

  private listenToPeople(): void {
    const { agents, customers } = this.server;
    this.admission.guard(agents, 'employee');
    this.admission.guard(customers, 'customer');
    agents.on('connection', (socket) => {
      this.makeRoom(socket, socketsIn(agents, rooms.person(socket.data.actor.id)), this.env.SOCKETS_PER_EMPLOYEE);
      void socket.join(staffRooms(socket.data.actor));
      this.agentRequests.listen(socket);
      this.access.checkNewcomer(socket);
    });
    customers.on('connection', (socket) => {
      const own = rooms.person(socket.data.actor.id);
      this.makeRoom(socket, socketsIn(customers, own), this.env.SOCKETS_PER_CUSTOMER);
      void socket.join(own);
      this.customerRequests.listen(socket);
      this.access.checkNewcomer(socket);
    });
    // The room of a person is there while they have a connection to this server.
    agents.adapter.on('create-room', (room: string) => this.whenPerson(room, (id) => this.leases.arrived(id)));
    agents.adapter.on('delete-room', (room: string) => this.whenPerson(room, (id) => this.leases.left(id)));
    customers.adapter.on('create-room', (room: string) => this.whenPerson(room, (id) => this.presence.arrived(id)));
    customers.adapter.on('delete-room', (room: string) => this.whenPerson(room, (id) => this.presence.left(id)));
  }

  private listenToEvents(): void {
    const to: FanOut = {
      chatChanged: (chat) => this.chats.chatChanged(chat),
      ticketChanged: (ticket) => this.tickets.ticketChanged(ticket),
      conversationDeclined: (accountId, conversationId) => this.conversations.takeAway(accountId, conversationId),
      offerMade: (offer) => this.offers.offerMade(offer),
      offerEnded: (offer, outcome) => this.offers.offerEnded(offer, outcome),
      agentChanged: (employeeId) => this.agents.agentChanged(employeeId),
      accessChanged: (accountIds) => this.access.accessChanged(accountIds),
      signInEnded: (accountId, signInId) => this.access.signInEnded(accountId, signInId),
      shopClosed: (shopId) => this.access.shopClosed(shopId),
      directChanged: (direct) => this.direct.changed(direct),
      alertsMade: (alerts) => this.alerts.alertsMade(alerts),
      alertsRead: (read) => this.alerts.alertsRead(read),
    };
    this.events.subscribe((event) => fanOut(event, to));
    this.hints.on('event', (event) => this.hearOfOther(event, to));
    this.events.subscribeToMessages(({ conversationId }) => this.tickets.messageWritten(conversationId));
    this.hints.on('message', ({ conversationId, seq }) => {
      this.messages.hint(conversationId, seq);
      this.tickets.messageWritten(conversationId);
    });
  }

  private hearOfOther(event: DomainEvent, to: FanOut): void {
    fanOut(event, to);
    if (event.name === 'agent.presenceChanged') this.leases.confirm(event.data.employeeId);
  }

  /** Of too many connections of one person the oldest goes; and what is not needed any more costs no memory. */
  private makeRoom(socket: AnySocket, others: AnySocket[], limit: number): void {
    for (const oldest of others.slice(0, Math.max(0, others.length + 1 - limit))) {
      endSession(oldest, { code: 'RATE_LIMITED', message: 'Too many open pages: this one was the oldest.' });
    }
    Object.assign(socket.handshake, { headers: {}, auth: {}, query: {} });
    Object.assign(socket.conn, { request: null });
  }

  private whenPerson(room: string, then: (id: string) => void): void {
    const id = personOf(room);
    if (id) then(id);
  }
}
