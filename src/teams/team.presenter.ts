import type { PersonRef } from '../contract/common.dto';
import type { TeamView } from '../contract/teams.dto';
import type { Team } from './team.entity';

export function presentTeam(team: Team, members: PersonRef[]): TeamView {
  return {
    id: team.id,
    shopId: team.shopId,
    name: team.name,
    description: team.description,
    routing: team.routing,
    ticketRouting: team.ticketRouting,
    members,
    createdAt: team.createdAt.toISOString(),
    updatedAt: team.updatedAt.toISOString(),
    version: team.version,
  };
}

/** What events keep of a team. */
export function snapshotOfTeam({ name, description, routing, ticketRouting }: Team) {
  return { name, description, routing, ticketRouting };
}
