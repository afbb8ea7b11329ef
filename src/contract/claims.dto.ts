import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import { LIMITS } from './limits';

/** What a page may say of its visitor: facts, not structures. */
export type ClaimedValue = string | number | boolean;

export class PageVisit {
  @IsString() @Length(1, 2000) @Matches(/^https?:\/\//) url: string;
  @IsOptional() @IsString() @Length(0, 300) title?: string;
}

export class PageEvent {
  /** @example "added to basket" */
  @IsString() @Length(1, 80) @Matches(/\S/) name: string;
  /** Texts, numbers and booleans. */
  @IsOptional() @IsObject() props?: Record<string, unknown>;
}

/** What a page says of its visitor. Anybody can say anything in a browser, so nothing depends on it. */
export class MakeClaims {
  /** Texts, numbers and booleans, by name; null takes one back. */
  @IsOptional() @IsObject() attributes?: Record<string, unknown>;
  /** Where the visitor is now. */
  @IsOptional() @ValidateNested() @Type(() => PageVisit) page?: PageVisit;
  /** What the visitor did, the oldest first. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(LIMITS.claimedEvents)
  @ValidateNested({ each: true })
  @Type(() => PageEvent)
  events?: PageEvent[];
}

export class ClaimedPage {
  url: string;
  title: string;
  at: string;
}

export class ClaimedEvent {
  name: string;
  props: Record<string, ClaimedValue>;
  at: string;
}

/** What pages of the shop have said of a customer. Nobody has checked it. */
export class ClaimsView {
  attributes: Record<string, ClaimedValue>;
  /** Where they were last. */
  page: ClaimedPage | null;
  /** The newest first. */
  events: ClaimedEvent[];
}
