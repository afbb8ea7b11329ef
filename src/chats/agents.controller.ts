import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import type { AgentList } from '../contract/chat-answers.dto';
import { AgentListQuery, type PresenceView, SetPresence } from '../contract/chats.dto';
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

  /** Colleagues of the shop: who is there, and who has room for another chat. */
  @Get()
  async list(@CurrentStaff() actor: StaffActor, @Query() query: AgentListQuery): Promise<AgentList> {
    return { items: await this.agents.list(actor, query) };
  }

  /** Whether one is available oneself, and how many chats one has. */
  @Get('me')
  me(@CurrentStaff() actor: StaffActor): Promise<PresenceView> {
    return this.presences.of(actor);
  }

  /** Says that one is available, away or invisible. */
  @Put('me/presence')
  setPresence(@CurrentStaff() actor: StaffActor, @Body() { presence }: SetPresence): Promise<PresenceView> {
    return this.presences.set(actor, presence);
  }
}
