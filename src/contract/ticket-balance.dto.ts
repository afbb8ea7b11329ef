import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsUUID, ValidateNested } from 'class-validator';
import { PersonRef } from './common.dto';

/** One desk, before and after. */
export class DeskLoad {
  agent: PersonRef;
  load: number;
  after: number;
  capacity: number;
}

/** A ticket that would leave one desk for another. */
export class BalanceMove {
  ticketId: string;
  number: number;
  title: string;
  from: PersonRef;
  to: PersonRef;
}

/** What balancing a team's desks would do. */
export class TicketBalance {
  /** Tickets a desk. @example 6.5 */
  average: number;
  desks: DeskLoad[];
  moves: BalanceMove[];
}

export class AgreedMove {
  @IsUUID() ticketId: string;
  /** Who had it when the move was shown: what has changed since stays where it is. */
  @IsUUID() fromId: string;
  @IsUUID() toId: string;
}

/** The moves that were shown and agreed to. */
export class ApplyBalance {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => AgreedMove)
  moves: AgreedMove[];
}

export class BalanceResult {
  ticketId: string;
  ok: boolean;
  /** Why it stayed where it was. */
  message: string | null;
}

export class BalanceResults {
  results: BalanceResult[];
}
