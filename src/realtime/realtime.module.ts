import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module';
import { AuthModule } from '../auth/auth.module';
import { ChatsModule } from '../chats/chats.module';
import { ConversationsModule } from '../conversations/conversations.module';
import { DirectMessagesModule } from '../direct-messages/direct-messages.module';
import { TicketsModule } from '../tickets/tickets.module';
import { Access } from './access';
import { AccessChanges } from './access-changes';
import { Admission } from './admission';
import { AgentFeed } from './agent-feed';
import { AgentLeases } from './agent-leases';
import { AgentRequestTable } from './agent-requests';
import { AlertFeed } from './alert-feed';
import { BackPressure } from './back-pressure';
import { ChatFeed } from './chat-feed';
import { ConversationRooms } from './conversation-rooms';
import { ConversationSignals } from './conversation-signals';
import { CustomerPresence } from './customer-presence';
import { CustomerRequestTable } from './customer-requests';
import { DirectFeed } from './direct-feed';
import { Drain } from './drain';
import { Heartbeat } from './heartbeat';
import { Hints } from './hints';
import { MessageFeed } from './message-feed';
import { OfferFeed } from './offer-feed';
import { QueuePlaces } from './queue-places';
import { QueueWatch } from './queue-watch';
import { Realtime } from './realtime';
import { RequestLimits } from './request-limits';
import { Safety } from './safety';
import { SharedRequests } from './shared-requests';
import { SocketServer } from './socket-server';
import { TicketFeed } from './ticket-feed';
import { TicketWatch } from './ticket-watch';

/** The Socket.IO door. It knows the features; none of them knows it. */
@Module({
  imports: [AlertsModule, AuthModule, ConversationsModule, ChatsModule, DirectMessagesModule, TicketsModule],
  providers: [
    Access,
    AccessChanges,
    Admission,
    AgentFeed,
    AgentLeases,
    AgentRequestTable,
    AlertFeed,
    BackPressure,
    ChatFeed,
    ConversationRooms,
    ConversationSignals,
    CustomerPresence,
    CustomerRequestTable,
    DirectFeed,
    Drain,
    Heartbeat,
    Hints,
    MessageFeed,
    OfferFeed,
    QueuePlaces,
    QueueWatch,
    Realtime,
    RequestLimits,
    Safety,
    SharedRequests,
    SocketServer,
    TicketFeed,
    TicketWatch,
  ],
  exports: [SocketServer],
})
export class RealtimeModule {}
