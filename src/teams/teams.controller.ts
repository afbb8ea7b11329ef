import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Page } from '../contract/common.dto';
import { CreateTeam, TeamListQuery, TeamView, UpdateTeam } from '../contract/teams.dto';
import type { Actor } from '../core/actor';
import { ApiPage } from '../core/api-page';
import { CurrentActor } from '../core/current-actor';
import { TeamMembers } from './team-members.service';
import { TeamsService } from './teams.service';

@Controller('teams')
@ApiTags('teams')
@ApiBearerAuth()
export class TeamsController {
  constructor(
    private readonly teams: TeamsService,
    private readonly members: TeamMembers,
  ) {}

  /** Teams by name, with their members. */
  @Get()
  @ApiPage(TeamView)
  list(@CurrentActor() actor: Actor, @Query() query: TeamListQuery): Promise<Page<TeamView>> {
    return this.teams.list(actor, query);
  }

  /** Makes a team. */
  @Post()
  create(@CurrentActor() actor: Actor, @Body() input: CreateTeam): Promise<TeamView> {
    return this.teams.create(actor, input);
  }

  /** One team. */
  @Get(':id')
  get(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<TeamView> {
    return this.teams.get(actor, id);
  }

  /** Changes a team; what is left out stays. */
  @Patch(':id')
  update(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() input: UpdateTeam): Promise<TeamView> {
    return this.teams.update(actor, id, input);
  }

  /** Deletes a team that has no members and no chats. */
  @Delete(':id')
  @HttpCode(204)
  delete(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.teams.delete(actor, id);
  }

  /** Puts an employee of the shop into the team. */
  @Put(':id/members/:employeeId')
  @HttpCode(204)
  addMember(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('employeeId') employeeId: string,
  ): Promise<void> {
    return this.members.add(actor, id, employeeId);
  }

  /** Takes an employee out of the team. */
  @Delete(':id/members/:employeeId')
  @HttpCode(204)
  removeMember(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('employeeId') employeeId: string,
  ): Promise<void> {
    return this.members.remove(actor, id, employeeId);
  }
}
