import { IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { ListQuery } from './common.dto';

export const ACTOR_KINDS = ['employee', 'customer', 'system'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

export class EventListQuery extends ListQuery {
  @IsOptional() @IsUUID() shopId?: string;
  /** @example "chat.taken" */
  @IsOptional() @IsString() @Length(1, 60) name?: string;
  @IsOptional() @IsString() @Length(1, 40) subjectKind?: string;
  @IsOptional() @IsUUID() subjectId?: string;
  @IsOptional() @IsUUID() actorId?: string;
  @IsOptional() @IsIn(ACTOR_KINDS) actorKind?: ActorKind;
}

/** One thing that happened. Never changed, never deleted. */
export class EventView {
  id: string;
  shopId: string | null;
  /** @example "chat.taken" */
  name: string;
  actor: { kind: ActorKind; id: string | null };
  subject: { kind: string; id: string };
  fromStatus: string | null;
  toStatus: string | null;
  /** The fields that changed, as they were; null when the subject was made. */
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  at: string;
}
