import { Module } from '@nestjs/common';
import { ConversationsModule } from '../conversations/conversations.module';
import { CustomersModule } from '../customers/customers.module';
import { EmployeesModule } from '../employees/employees.module';
import { ReviewsModule } from '../reviews/reviews.module';
import { ShopsModule } from '../shops/shops.module';
import { TeamsModule } from '../teams/teams.module';
import { AgentChats } from './agent-chats.service';
import { AgentFitness } from './agent-fitness.service';
import { AgentSeats } from './agent-seats.service';
import { AgentsController } from './agents.controller';
import { Agents } from './agents.service';
import { AnswerTimes } from './answer-times.service';
import { ChatExports } from './chat-exports.service';
import { ChatReader } from './chat-reader.service';
import { ChatSearch } from './chat-search.service';
import { ChatStarts } from './chat-starts.service';
import { ChatTransitions } from './chat-transitions.service';
import { ChatViews } from './chat-views.service';
import { ChatsController } from './chats.controller';
import { Colleagues } from './colleagues.service';
import { Contests } from './contests.service';
import { CustomerChatsController } from './customer-chats.controller';
import { CustomerChats } from './customer-chats.service';
import { CustomerMerges } from './customer-merges.service';
import { LostAgents } from './lost-agents.service';
import { NextChats } from './next-chats.service';
import { OfferBook } from './offer-book.service';
import { OffersController } from './offers.controller';
import { Offers } from './offers.service';
import { Presences } from './presences.service';
import { QueuePositions } from './queue-positions.service';
import { Reopening } from './reopening.service';
import { Router } from './router.service';
import { RoutingExplanations } from './routing-explanations.service';
import { RoutingFacts } from './routing-facts.service';
import { Transfers } from './transfers.service';

const FOR_OTHERS = [
  AgentChats,
  AgentSeats,
  Agents,
  AnswerTimes,
  ChatReader,
  ChatStarts,
  ChatTransitions,
  ChatViews,
  Colleagues,
  Contests,
  CustomerChats,
  NextChats,
  Offers,
  Presences,
  QueuePositions,
  Transfers,
];

@Module({
  imports: [ShopsModule, TeamsModule, EmployeesModule, CustomersModule, ConversationsModule, ReviewsModule],
  // The customers' addresses first: "current" would be read as a chat's id otherwise.
  controllers: [CustomerChatsController, ChatsController, OffersController, AgentsController],
  providers: [
    ...FOR_OTHERS,
    AgentFitness,
    ChatExports,
    ChatSearch,
    CustomerMerges,
    LostAgents,
    OfferBook,
    Reopening,
    Router,
    RoutingExplanations,
    RoutingFacts,
  ],
  exports: FOR_OTHERS,
})
export class ChatsModule {}
