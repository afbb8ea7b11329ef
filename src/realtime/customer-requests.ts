import { Injectable } from '@nestjs/common';
import { ChatStarts } from '../chats/chat-starts.service';
import { CustomerChats } from '../chats/customer-chats.service';
import { ChatRef, RateChatById, StartChat } from '../contract/chats.dto';
import type { CustomerRequests } from '../contract/realtime';
import { ChatTickets } from '../tickets/chat-tickets.service';
import type { RequestTable } from './requests';
import { SharedRequests } from './shared-requests';
import type { CustomerSocket } from './sockets';

/** Everything a customer may ask over a socket. */
@Injectable()
export class CustomerRequestTable {
  readonly table: RequestTable<CustomerRequests, CustomerSocket>;

  constructor(shared: SharedRequests, starts: ChatStarts, chats: CustomerChats, tickets: ChatTickets) {
    this.table = {
      ...shared.table,
      'chat:start': { input: StartChat, run: ({ data }, input) => starts.start(data.actor, input) },
      'chat:end': { input: ChatRef, run: ({ data }, { chatId }) => chats.end(data.actor, chatId) },
      'chat:toTicket': { input: ChatRef, run: ({ data }, { chatId }) => tickets.leave(data.actor, chatId) },
      'chat:rate': {
        input: RateChatById,
        run: ({ data }, { chatId, ...rating }) => chats.rate(data.actor, chatId, rating),
      },
    };
  }
}
