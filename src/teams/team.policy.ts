import { type Actor, covers } from '../core/actor';
import { Policy } from '../core/policy';
import type { Team } from './team.entity';

export const teamPolicy = new Policy<Pick<Team, 'id' | 'shopId'>, 'read' | 'update' | 'delete'>({
  read: (actor, team) => covers(actor, 'teams:read', placeOf(team)),
  update: (actor, team) => covers(actor, 'teams:update', placeOf(team)),
  delete: (actor, team) => covers(actor, 'teams:delete', placeOf(team)),
});

function placeOf({ id, shopId }: Pick<Team, 'id' | 'shopId'>) {
  return { shopId, teamId: id };
}

/** The teams that a list may show; undefined is no limit. What is one's own about teams is being in them. */
export function listedTeams(actor: Actor, scope: string): readonly string[] | undefined {
  return actor.kind === 'employee' && (scope === 'team' || scope === 'own') ? actor.teamIds : undefined;
}
