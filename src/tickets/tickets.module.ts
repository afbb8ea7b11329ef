import { Module } from '@nestjs/common';
import { ChatsModule } from '../chats/chats.module';
import { ConversationsModule } from '../conversations/conversations.module';
import { CustomersModule } from '../customers/customers.module';
import { ReviewsModule } from '../reviews/reviews.module';
import { ShopsModule } from '../shops/shops.module';
import { SlaModule } from '../sla/sla.module';
import { TeamsModule } from '../teams/teams.module';
import { AgentTickets } from './agent-tickets.service';
import { ChatTickets } from './chat-tickets.service';
import { CustomerTicketSteps } from './customer-ticket-steps.service';
import { CustomerTicketsController } from './customer-tickets.controller';
import { CustomerTickets } from './customer-tickets.service';
import { OwnNumbersService } from './own-numbers.service';
import { OwnWorkController } from './own-work.controller';
import { StaffTickets } from './staff-tickets.service';
import { TicketAgents } from './ticket-agents.service';
import { TicketAlarms } from './ticket-alarms.service';
import { TicketAnswers } from './ticket-answers.service';
import { TicketBalanceController } from './ticket-balance.controller';
import { TicketBalancing } from './ticket-balance.service';
import { TicketBulkController } from './ticket-bulk.controller';
import { TicketBulk } from './ticket-bulk.service';
import { TicketClocksController } from './ticket-clocks.controller';
import { TicketClocks } from './ticket-clocks.service';
import { TicketCounting } from './ticket-counting.service';
import { TicketCreation } from './ticket-creation.service';
import { TicketEdits } from './ticket-edits.service';
import { TicketExportsController } from './ticket-exports.controller';
import { TicketExports } from './ticket-exports.service';
import { TicketHandovers } from './ticket-handovers.service';
import { TicketHistory } from './ticket-history.service';
import { TicketLoads } from './ticket-loads.service';
import { TicketLog } from './ticket-log.service';
import { TicketMerges } from './ticket-merges.service';
import { TicketMerging } from './ticket-merging.service';
import { TicketReader } from './ticket-reader.service';
import { TicketReopening } from './ticket-reopening.service';
import { TicketRewinding } from './ticket-rewinding.service';
import { TicketRouter } from './ticket-router.service';
import { TicketStepsController } from './ticket-steps.controller';
import { TicketSteps } from './ticket-steps.service';
import { TicketTransitions } from './ticket-transitions.service';
import { TicketViews } from './ticket-views.service';
import { TicketsController } from './tickets.controller';

const FOR_OTHERS = [
  AgentTickets,
  ChatTickets,
  CustomerTickets,
  StaffTickets,
  TicketCreation,
  TicketReader,
  TicketTransitions,
  TicketViews,
];

@Module({
  imports: [SlaModule, ShopsModule, TeamsModule, CustomersModule, ConversationsModule, ChatsModule, ReviewsModule],
  controllers: [
    TicketExportsController,
    CustomerTicketsController,
    TicketsController,
    TicketStepsController,
    TicketClocksController,
    TicketBalanceController,
    TicketBulkController,
    OwnWorkController,
  ],
  providers: [
    ...FOR_OTHERS,
    CustomerTicketSteps,
    OwnNumbersService,
    TicketAgents,
    TicketAlarms,
    TicketAnswers,
    TicketBalancing,
    TicketBulk,
    TicketClocks,
    TicketCounting,
    TicketEdits,
    TicketExports,
    TicketHandovers,
    TicketHistory,
    TicketLog,
    TicketLoads,
    TicketMerges,
    TicketMerging,
    TicketReopening,
    TicketRewinding,
    TicketRouter,
    TicketSteps,
  ],
  exports: FOR_OTHERS,
})
export class TicketsModule {}
