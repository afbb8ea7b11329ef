import { Module } from '@nestjs/common';
import { Passwords } from '../core/passwords';
import { RolesModule } from '../roles/roles.module';
import { ShopsModule } from '../shops/shops.module';
import { TeamsModule } from '../teams/teams.module';
import { EmployeeChanges } from './employee-changes.service';
import { EmployeeViews } from './employee-views.service';
import { EmployeesController } from './employees.controller';
import { EmployeesService } from './employees.service';

/** Has the one `Passwords` of the process, so that what is hashed at once stays bounded. */
@Module({
  imports: [ShopsModule, RolesModule, TeamsModule],
  controllers: [EmployeesController],
  providers: [EmployeesService, EmployeeChanges, EmployeeViews, Passwords],
  exports: [EmployeesService, EmployeeChanges, Passwords],
})
export class EmployeesModule {}
