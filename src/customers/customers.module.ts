import { Module } from '@nestjs/common';
import { ShopsModule } from '../shops/shops.module';
import { CustomerAccounts } from './customer-accounts.service';
import { CustomersController } from './customers.controller';
import { CustomersService } from './customers.service';

@Module({
  imports: [ShopsModule],
  controllers: [CustomersController],
  providers: [CustomersService, CustomerAccounts],
  exports: [CustomersService, CustomerAccounts],
})
export class CustomersModule {}
