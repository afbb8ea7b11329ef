import { Module } from '@nestjs/common';
import { ShopsModule } from '../shops/shops.module';
import { SlaController } from './sla.controller';
import { SlaPolicies } from './sla-policies.service';
import { TicketPromises } from './ticket-promises.service';

@Module({
  imports: [ShopsModule],
  controllers: [SlaController],
  providers: [SlaPolicies, TicketPromises],
  exports: [TicketPromises],
})
export class SlaModule {}
