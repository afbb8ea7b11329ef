import { OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { PersonRef } from './common.dto';
import { TICKET_SORTS, TicketFilters, type TicketSort } from './ticket-requests.dto';

/** What tickets are found by, without the page, the order and the shop. */
export class ViewFilters extends OmitType(TicketFilters, ['limit', 'cursor', 'sort', 'shopId'] as const) {}

/** A list of tickets under a name, for oneself or for everybody in the shop. */
export class SaveView {
  /** The shop that it is about; needed from those who work for all shops where they share it. */
  @IsOptional() @IsUUID() shopId?: string;
  /** @example "Urgent and nobody’s" */
  @IsString() @Length(1, 80) name: string;
  @IsObject() @ValidateNested() @Type(() => ViewFilters) filters: ViewFilters;
  @IsOptional() @IsIn(TICKET_SORTS) sort?: TicketSort;
  /** For everybody in the shop; by those in charge of its tickets. */
  @IsOptional() @IsBoolean() isShared?: boolean;
  /** Views are listed from the lowest. The end, when it is left out. */
  @IsOptional() @IsInt() @Min(0) @Max(100_000) position?: number;
}

/** What is left out stays. */
export class UpdateView {
  @IsOptional() @IsString() @Length(1, 80) name?: string;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => ViewFilters) filters?: ViewFilters;
  @IsOptional() @IsIn(TICKET_SORTS) sort?: TicketSort;
  @IsOptional() @IsBoolean() isShared?: boolean;
  @IsOptional() @IsInt() @Min(0) @Max(100_000) position?: number;
}

export class SavedViewListQuery {
  /** For those who work for all shops: whose shared views they want. */
  @IsOptional() @IsUUID() shopId?: string;
}

export class SavedViewView {
  id: string;
  shopId: string | null;
  name: string;
  filters: ViewFilters;
  sort: TicketSort;
  isShared: boolean;
  position: number;
  /** Whose it is. */
  owner: PersonRef;
  isOwn: boolean;
  canEdit: boolean;
  updatedAt: string;
}

/** My own views, and those shared with the shop. */
export class SavedViewList {
  items: SavedViewView[];
}

export class CountTickets {
  /** For those who work for all shops. */
  @IsOptional() @IsUUID() shopId?: string;
  @IsObject() @ValidateNested() @Type(() => ViewFilters) filters: ViewFilters;
}

/** With `isMore` there are at least so many: counting ends at 1000, and where looking on would take too long. */
export class TicketCount {
  count: number;
  isMore: boolean;
}
