import { Injectable } from '@nestjs/common';
import { AgentChats } from '../chats/agent-chats.service';
import { NextChats } from '../chats/next-chats.service';
import { Offers } from '../chats/offers.service';
import { Presences } from '../chats/presences.service';
import { Transfers } from '../chats/transfers.service';
import {
  ChatRef,
  CloseChatById,
  DeclineChatById,
  DeclineOfferById,
  OfferRef,
  SetPresence,
  TakeNext,
  TransferChatById,
  WatchQueue,
} from '../contract/chats.dto';
import { WatchDirectMessages } from '../contract/direct-messages.dto';
import type { AgentRequests } from '../contract/realtime';
import { WatchTickets } from '../contract/ticket-requests.dto';
import { DirectFeed } from './direct-feed';
import { QueueWatch } from './queue-watch';
import type { RequestTable } from './requests';
import { SharedRequests } from './shared-requests';
import type { AgentSocket } from './sockets';
import { TicketWatch } from './ticket-watch';

/** Everything an agent may ask over a socket. */
@Injectable()
export class AgentRequestTable {
  readonly table: RequestTable<AgentRequests, AgentSocket>;

  constructor(
    shared: SharedRequests,
    queue: QueueWatch,
    tickets: TicketWatch,
    direct: DirectFeed,
    chats: AgentChats,
    next: NextChats,
    offers: Offers,
    transfers: Transfers,
    presences: Presences,
  ) {
    this.table = {
      ...shared.table,
      'queue:watch': { input: WatchQueue, run: (socket, { shopId }) => queue.watch(socket, shopId) },
      'tickets:watch': { input: WatchTickets, run: (socket, { shopId }) => tickets.watch(socket, shopId) },
      'direct:watch': { input: WatchDirectMessages, run: (socket, { latest }) => direct.watch(socket, latest) },
      'chat:take': { input: ChatRef, run: ({ data }, { chatId }) => chats.take(data.actor, chatId) },
      'chat:takeNext': { input: TakeNext, run: ({ data }, input) => next.take(data.actor, input) },
      'offer:accept': { input: OfferRef, run: ({ data }, { offerId }) => offers.accept(data.actor, offerId) },
      'offer:decline': {
        input: DeclineOfferById,
        run: async ({ data }, { offerId, ...why }) => {
          await offers.decline(data.actor, offerId, why);
          return null;
        },
      },
      'chat:transfer': {
        input: TransferChatById,
        run: ({ data }, { chatId, ...to }) => transfers.transfer(data.actor, chatId, to),
      },
      'chat:release': { input: ChatRef, run: ({ data }, { chatId }) => chats.release(data.actor, chatId) },
      'chat:decline': {
        input: DeclineChatById,
        run: async ({ data }, { chatId, ...why }) => {
          await chats.decline(data.actor, chatId, why);
          return null;
        },
      },
      'chat:close': {
        input: CloseChatById,
        run: ({ data }, { chatId, ...why }) => chats.close(data.actor, chatId, why),
      },
      'presence:set': { input: SetPresence, run: ({ data }, { presence }) => presences.set(data.actor, presence) },
    };
  }
}
