import { Module } from '@nestjs/common';
import { ShopsModule } from '../shops/shops.module';
import { ClaimsController } from './claims.controller';
import { Claims } from './claims.service';
import { CustomerAccounts } from './customer-accounts.service';
import { CustomerContacts } from './customer-contacts.service';
import { CustomerExports } from './customer-exports.service';
import { CustomerSelf } from './customer-self.service';
import { CustomersController } from './customers.controller';
import { CustomersService } from './customers.service';

@Module({
  imports: [ShopsModule],
  controllers: [CustomersController, ClaimsController],
  providers: [CustomersService, CustomerAccounts, CustomerContacts, CustomerExports, CustomerSelf, Claims],
  exports: [CustomersService, CustomerAccounts, CustomerContacts, CustomerSelf],
})
export class CustomersModule {}
