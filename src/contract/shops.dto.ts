import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsISO31661Alpha2,
  IsOptional,
  IsString,
  IsTimeZone,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { ListQuery } from './common.dto';

/** Languages the front ends speak. */
export const LOCALES = ['en', 'de'] as const;
export type Locale = (typeof LOCALES)[number];

/** Scheme, host and port: what browsers send as `Origin`, and what is safe inside a header. */
const ORIGIN = /^https?:\/\/(\[[0-9a-f:.]+\]|[\p{L}\p{N}]([\p{L}\p{N}.-]*[\p{L}\p{N}])?)(:\d{1,5})?$/iu;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Opening hours of one weekday, as local times of the shop. An end before the start is on the next day. */
export class OpenInterval {
  /** 1 is Monday, 7 is Sunday. @example 1 */
  @IsInt() @IsIn([1, 2, 3, 4, 5, 6, 7]) weekday: number;

  /** @example "09:00" */
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/) from: string;

  /** @example "18:00" */
  @Matches(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/) to: string;
}

/** How the widget looks in this shop. */
export class Branding {
  /** Brand colour. Text on it is chosen so that it can be read. @example "#5b5bd6" */
  @Matches(/^#[0-9a-fA-F]{6}$/) accent: string;

  @IsIn(['left', 'right']) position: 'left' | 'right';

  /** Shown at the top of the widget. @example "How can we help?" */
  @IsString() @Length(0, 200) greeting: string;
}

export class ShopSettings {
  /** Whether a visitor may start a chat without name and e-mail. */
  @IsBoolean() allowAnonymous: boolean;

  /** With it on, an unverified visitor never sees what a verified one wrote. */
  @IsBoolean() requireVerification: boolean;

  /** Country whose notation is assumed for phone numbers without a prefix. @example "US" */
  @IsISO31661Alpha2() country: string;

  /** The team that new chats go to when the customer chooses none. */
  @IsOptional() @IsUUID() defaultTeamId?: string | null;

  /** Days after its end in which a customer who writes reopens a ticket; later it is a new one, linked to it. @example 7 */
  @IsOptional() @IsInt() @Min(0) @Max(365) ticketReopenDays?: number;

  /** What tickets can be about. @example ["Billing Problem", "Login Issue"] */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @Length(1, 80, { each: true })
  ticketCategories?: string[];
}

export class CreateShop {
  /** @example "Downtown Branch" */
  @IsString() @Length(1, 120) name: string;

  /** @example "123 Main St, Downtown" */
  @IsString() @Length(0, 200) location: string;

  /** Part of links; made from the name when it is left out. @example "downtown-branch" */
  @IsOptional() @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/) @Length(1, 60) slug?: string;

  /** Origins of the pages that may embed the widget. @example ["https://shop.example"] */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @Matches(ORIGIN, { each: true })
  allowedOrigins?: string[];

  /** @example "Europe/Berlin" */
  @IsOptional() @IsTimeZone() timeZone?: string;

  @IsOptional() @IsIn(LOCALES) locale?: Locale;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(28)
  @ValidateNested({ each: true })
  @Type(() => OpenInterval)
  businessHours?: OpenInterval[];

  /** Days on which the shop is closed. @example ["2026-12-25"] */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @Matches(DATE, { each: true })
  @IsISO8601({ strict: true }, { each: true })
  holidays?: string[];

  /** What a customer can choose a chat to be about. @example ["Orders", "Returns"] */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @Length(1, 80, { each: true })
  categories?: string[];

  @IsOptional() @ValidateNested() @Type(() => Branding) branding?: Branding;

  @IsOptional() @ValidateNested() @Type(() => ShopSettings) settings?: ShopSettings;
}

export class UpdateShop {
  @IsOptional() @IsString() @Length(1, 120) name?: string;
  @IsOptional() @IsString() @Length(0, 200) location?: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @Matches(ORIGIN, { each: true })
  allowedOrigins?: string[];
  @IsOptional() @IsTimeZone() timeZone?: string;
  @IsOptional() @IsIn(LOCALES) locale?: Locale;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(28)
  @ValidateNested({ each: true })
  @Type(() => OpenInterval)
  businessHours?: OpenInterval[];
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @Matches(DATE, { each: true })
  @IsISO8601({ strict: true }, { each: true })
  holidays?: string[];
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @Length(1, 80, { each: true })
  categories?: string[];
  @IsOptional() @ValidateNested() @Type(() => Branding) branding?: Branding;
  @IsOptional() @ValidateNested() @Type(() => ShopSettings) settings?: ShopSettings;

  /** `version` of the shop that was edited; a newer one in the database is a conflict. */
  @IsInt() version: number;
}

export class ShopListQuery extends ListQuery {
  @IsOptional() @IsIn(['true', 'false']) isActive?: 'true' | 'false';
}

/** A shop as its staff see it. */
export class ShopView {
  id: string;
  name: string;
  location: string;
  slug: string;
  /** Public; names the shop in the widget's address. @example "pk_9f3c2b7d5e" */
  publicKey: string;
  allowedOrigins: string[];
  timeZone: string;
  locale: Locale;
  businessHours: OpenInterval[];
  holidays: string[];
  categories: string[];
  branding: Branding;
  settings: ShopSettings;
  isActive: boolean;
  createdAt: string;
  updatedAt: string;
  version: number;
}

/** The secret with which a shop's own server signs who its visitor is; shown only when it is made. */
export class ShopSecretView {
  /** HS256 key. The one before stays valid until the next rotation. */
  identitySecret: string;
}
