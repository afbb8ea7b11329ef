import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Page } from '../contract/common.dto';
import {
  CreateEmployee,
  EmployeeListQuery,
  EmployeeView,
  UpdateEmployee,
  UpdateOwnProfile,
} from '../contract/employees.dto';
import type { Actor, StaffActor } from '../core/actor';
import { ApiPage } from '../core/api-page';
import { CurrentActor, CurrentStaff } from '../core/current-actor';
import { EmployeeChanges } from './employee-changes.service';
import { EmployeesService } from './employees.service';

@Controller('employees')
@ApiTags('employees')
@ApiBearerAuth()
export class EmployeesController {
  constructor(
    private readonly employees: EmployeesService,
    private readonly changes: EmployeeChanges,
  ) {}

  /** Employees by username. */
  @Get()
  @ApiPage(EmployeeView)
  list(@CurrentActor() actor: Actor, @Query() query: EmployeeListQuery): Promise<Page<EmployeeView>> {
    return this.employees.list(actor, query);
  }

  /** Makes an account for somebody who starts to work here. */
  @Post()
  create(@CurrentActor() actor: Actor, @Body() input: CreateEmployee): Promise<EmployeeView> {
    return this.employees.create(actor, input);
  }

  /** Changes one's own profile. */
  @Patch('me')
  updateOwn(@CurrentStaff() actor: StaffActor, @Body() input: UpdateOwnProfile): Promise<EmployeeView> {
    return this.changes.updateOwn(actor, input);
  }

  /** One employee. */
  @Get(':id')
  get(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<EmployeeView> {
    return this.employees.get(actor, id);
  }

  /** Changes an employee; what is left out stays. Another role or team acts at once. */
  @Patch(':id')
  update(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() input: UpdateEmployee): Promise<EmployeeView> {
    return this.changes.update(actor, id, input);
  }

  /** Ends at once what somebody may do. */
  @Post(':id/deactivate')
  @HttpCode(200)
  deactivate(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<EmployeeView> {
    return this.changes.deactivate(actor, id);
  }

  /** Lets somebody in again. */
  @Post(':id/reactivate')
  @HttpCode(200)
  reactivate(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<EmployeeView> {
    return this.changes.reactivate(actor, id);
  }
}
