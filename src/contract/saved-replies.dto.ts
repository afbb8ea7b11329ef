import { IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { ListQuery } from './common.dto';
import { LIMITS } from './limits';

export class SaveReply {
  /** The shop; needed from those who work for all shops, refused when it is not one's own. */
  @IsOptional() @IsUUID() shopId?: string;

  /** What an agent types after `/`. @example "thanks" */
  @Matches(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u) shortcut: string;

  /** May hold `{{customer.name}}`, `{{customer.first_name}}` and `{{agent.name}}`, each with a `|fallback`. */
  @IsString() @Length(1, LIMITS.messageBody) body: string;
}

export class SavedReplyListQuery extends ListQuery {
  @IsOptional() @IsUUID() shopId?: string;
}

export class SavedReplyView {
  id: string;
  shopId: string;
  shortcut: string;
  body: string;
  updatedAt: string;
}
