import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { LIMITS } from './limits';

/** One page of a list. `nextCursor` is null on the last page. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** What every list understands. */
export class ListQuery {
  /** Items a page, at most 100. @example 20 */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(LIMITS.pageSize) limit?: number;

  /** `nextCursor` of the page before. */
  @IsOptional() @IsString() @Length(1, 500) cursor?: string;

  /** Words that must occur in what the list searches: names, e-mail, phone. */
  @IsOptional() @IsString() @Length(1, 200) search?: string;
}

/** Who is meant, in a few words. */
export class PersonRef {
  id: string;
  /** @example "Mira" */
  name: string;
}

/** Which thing is meant, in a few words. */
export class NamedRef {
  id: string;
  /** @example "Technical Support" */
  name: string;
}
