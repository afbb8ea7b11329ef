import { Module } from '@nestjs/common';
import { EmployeesModule } from '../employees/employees.module';
import { ShopsModule } from '../shops/shops.module';
import { TeamsModule } from '../teams/teams.module';
import { FactReader } from './fact-reader';
import { FactStore } from './fact-store';
import { KeptFacts } from './kept-facts.service';
import { ReportsController } from './reports.controller';
import { Reports } from './reports.service';
import { TicketOverviewsController } from './ticket-overviews.controller';
import { TicketOverviews } from './ticket-overviews.service';

@Module({
  imports: [ShopsModule, EmployeesModule, TeamsModule],
  controllers: [TicketOverviewsController, ReportsController],
  providers: [Reports, TicketOverviews, FactReader, FactStore, KeptFacts],
})
export class ReportsModule {}
