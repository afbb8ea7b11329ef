import { Module } from '@nestjs/common';
import { CustomersModule } from '../customers/customers.module';
import { EmployeesModule } from '../employees/employees.module';
import { ShopsModule } from '../shops/shops.module';
import { CleanedFiles } from './cleaned-files.service';
import { ImportBatches } from './import-batches.service';
import { ImportCleanUp } from './import-clean-up';
import { ImportFiles } from './import-files';
import { ImportRunner } from './import-runner.service';
import { ImportedTickets } from './imported-tickets.service';
import { ImportsController } from './imports.controller';
import { ImportsService } from './imports.service';

@Module({
  imports: [ShopsModule, EmployeesModule, CustomersModule],
  controllers: [ImportsController],
  providers: [CleanedFiles, ImportBatches, ImportCleanUp, ImportedTickets, ImportFiles, ImportRunner, ImportsService],
  exports: [ImportsService],
})
export class ImportsModule {}
