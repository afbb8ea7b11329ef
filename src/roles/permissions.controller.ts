import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { PermissionView } from '../contract/roles.dto';
import type { StaffActor } from '../core/actor';
import { CurrentStaff } from '../core/current-actor';
import { PERMISSION_VIEWS } from './role.presenter';

@Controller('permissions')
@ApiTags('roles')
@ApiBearerAuth()
export class PermissionsController {
  /** Every permission that a role can grant. */
  @Get()
  list(@CurrentStaff() _actor: StaffActor): PermissionView[] {
    return PERMISSION_VIEWS;
  }
}
