import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { SetSla, SlaView } from '../contract/sla.dto';
import type { Actor } from '../core/actor';
import { CurrentActor } from '../core/current-actor';
import { SlaPolicies } from './sla-policies.service';

@Controller()
@ApiTags('sla')
@ApiBearerAuth()
export class SlaController {
  constructor(private readonly policies: SlaPolicies) {}

  /** What the shop promises its customers, by the ticket's priority. */
  @Get('shops/:id/sla')
  ofShop(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<SlaView> {
    return this.policies.ofShop(actor, id);
  }

  /** Sets it; open tickets get their new due times soon after. */
  @Put('shops/:id/sla')
  setForShop(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() input: SetSla): Promise<SlaView> {
    return this.policies.setForShop(actor, id, input);
  }

  /** What the team promises: its own, or the shop's. */
  @Get('teams/:id/sla')
  ofTeam(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<SlaView> {
    return this.policies.ofTeam(actor, id);
  }

  /** Sets it; null is what the shop promises. */
  @Put('teams/:id/sla')
  setForTeam(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() input: SetSla): Promise<SlaView> {
    return this.policies.setForTeam(actor, id, input);
  }
}
