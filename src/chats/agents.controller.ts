import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { AgentListQuery, type AgentView, type PresenceView, SetPresence } from '../contract/chats.dto';
import type { StaffActor } from '../core/actor';
import { CurrentStaff } from '../core/current-actor';
import { Agents } from './agents.service';
import { Presences } from './presences.service';

/** Who is there to take chats. */
@Controller('agents')
export class AgentsController {
  constructor(
    private readonly agents: Agents,
    private readonly presences: Presences,
  ) {}

  @Get()
  async list(@CurrentStaff() actor: StaffActor, @Query() query: AgentListQuery): Promise<{ items: AgentView[] }> {
    return { items: await this.agents.list(actor, query) };
  }

  @Get('me')
  me(@CurrentStaff() actor: StaffActor): Promise<PresenceView> {
    return this.presences.of(actor);
  }

  @Put('me/presence')
  setPresence(@CurrentStaff() actor: StaffActor, @Body() { presence }: SetPresence): Promise<PresenceView> {
    return this.presences.set(actor, presence);
  }
}
