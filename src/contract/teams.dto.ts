import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { ListQuery, PersonRef } from './common.dto';

/** `manual`: agents take for themselves. Otherwise each waiting chat is offered to one agent at a time. */
export const ROUTING_MODES = ['manual', 'leastBusy', 'roundRobin'] as const;
export type RoutingMode = (typeof ROUTING_MODES)[number];

/** `manual`: agents claim for themselves. Otherwise each new ticket is given to whoever has the fewest. */
export const TICKET_ROUTING_MODES = ['manual', 'leastBusy'] as const;
export type TicketRouting = (typeof TICKET_ROUTING_MODES)[number];

export class CreateTeam {
  /** The shop; needed from those who work for all shops, refused when it is not one's own. */
  @IsOptional() @IsUUID() shopId?: string;

  /** @example "Technical Support" */
  @IsString() @Length(1, 120) name: string;

  @IsOptional() @IsString() @Length(0, 500) description?: string;

  @IsOptional() @IsIn(ROUTING_MODES) routing?: RoutingMode;
  @IsOptional() @IsIn(TICKET_ROUTING_MODES) ticketRouting?: TicketRouting;

  @IsOptional() @IsArray() @ArrayMaxSize(500) @IsUUID(undefined, { each: true }) memberIds?: string[];
}

export class UpdateTeam {
  @IsOptional() @IsString() @Length(1, 120) name?: string;
  @IsOptional() @IsString() @Length(0, 500) description?: string;
  @IsOptional() @IsIn(ROUTING_MODES) routing?: RoutingMode;
  @IsOptional() @IsIn(TICKET_ROUTING_MODES) ticketRouting?: TicketRouting;
  /** `version` of the team that was edited. */
  @IsInt() version: number;
}

export class TeamListQuery extends ListQuery {
  @IsOptional() @IsUUID() shopId?: string;
}

export class TeamView {
  id: string;
  shopId: string;
  name: string;
  description: string;
  routing: RoutingMode;
  ticketRouting: TicketRouting;
  members: PersonRef[];
  createdAt: string;
  updatedAt: string;
  version: number;
}
