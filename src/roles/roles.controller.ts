import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Page } from '../contract/common.dto';
import { CreateRole, RoleListQuery, RoleView, UpdateRole } from '../contract/roles.dto';
import type { Actor } from '../core/actor';
import { ApiPage } from '../core/api-page';
import { CurrentActor } from '../core/current-actor';
import { RolesService } from './roles.service';

@Controller('roles')
@ApiTags('roles')
@ApiBearerAuth()
export class RolesController {
  constructor(private readonly roles: RolesService) {}

  /** The built-in roles and the shop's own. */
  @Get()
  @ApiPage(RoleView)
  list(@CurrentActor() actor: Actor, @Query() query: RoleListQuery): Promise<Page<RoleView>> {
    return this.roles.list(actor, query);
  }

  /** Makes a role of grants that one holds oneself. */
  @Post()
  create(@CurrentActor() actor: Actor, @Body() input: CreateRole): Promise<RoleView> {
    return this.roles.create(actor, input);
  }

  /** One role. */
  @Get(':id')
  get(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<RoleView> {
    return this.roles.get(actor, id);
  }

  /** Changes a role, at once for everybody who has it. */
  @Patch(':id')
  update(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() input: UpdateRole): Promise<RoleView> {
    return this.roles.update(actor, id, input);
  }

  /** Deletes a role that nobody has. */
  @Delete(':id')
  @HttpCode(204)
  delete(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.roles.delete(actor, id);
  }
}
