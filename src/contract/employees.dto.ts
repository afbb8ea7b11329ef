import {
  ArrayMaxSize,
  IsArray,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { ListQuery, NamedRef } from './common.dto';
import type { BuiltInRole } from './permissions';
import { LOCALES, type Locale } from './shops.dto';

export class Profile {
  @IsOptional() @IsString() @Length(0, 80) firstName?: string;
  @IsOptional() @IsString() @Length(0, 80) lastName?: string;
  @IsOptional() @IsString() @Length(0, 120) profession?: string;
  @IsOptional() @IsString() @Length(0, 120) organization?: string;
  @IsOptional() @IsString() @Length(0, 300) address?: string;
}

export class CreateEmployee extends Profile {
  /** Left out: one's own shop. Null: works for all shops, as administrators do, and only they can say so. */
  @IsOptional() @IsUUID() shopId?: string | null;

  /** @example "mira" */
  @Matches(/^[\p{L}\p{N}][\p{L}\p{N}._-]{1,59}$/u) username: string;

  /** @example "mira@shop.example" */
  @IsEmail() @Length(3, 254) email: string;

  /** Any common notation; kept as E.164. @example "+49 30 901820" */
  @IsOptional() @IsString() @Length(3, 40) phone?: string | null;

  /** 8 characters at least, 72 bytes at most. */
  @IsString() @Length(1, 200) password: string;

  @IsUUID() roleId: string;

  @IsOptional() @IsArray() @ArrayMaxSize(50) @IsUUID(undefined, { each: true }) teamIds?: string[];

  /** Chats at the same time. @example 6 */
  @IsOptional() @IsInt() @Min(0) @Max(100) chatCapacity?: number;

  /** Tickets that the service gives them; those they claim themselves come on top. @example 20 */
  @IsOptional() @IsInt() @Min(0) @Max(1000) ticketCapacity?: number;

  @IsOptional() @IsIn(LOCALES) locale?: Locale;
}

export class UpdateEmployee extends Profile {
  /** Changes together with the role: null for who becomes an administrator, a shop for who no longer is one. */
  @IsOptional() @IsUUID() shopId?: string | null;
  @IsOptional() @IsEmail() @Length(3, 254) email?: string;
  @IsOptional() @IsString() @Length(3, 40) phone?: string | null;
  @IsOptional() @IsUUID() roleId?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(50) @IsUUID(undefined, { each: true }) teamIds?: string[];
  @IsOptional() @IsInt() @Min(0) @Max(100) chatCapacity?: number;
  @IsOptional() @IsInt() @Min(0) @Max(1000) ticketCapacity?: number;
  @IsOptional() @IsIn(LOCALES) locale?: Locale;
  /** `version` of the employee that was edited. */
  @IsInt() version: number;
}

/** What people change about themselves. */
export class UpdateOwnProfile extends Profile {
  @IsOptional() @IsString() @Length(3, 40) phone?: string | null;
  @IsOptional() @IsIn(LOCALES) locale?: Locale;
}

export class EmployeeListQuery extends ListQuery {
  @IsOptional() @IsUUID() shopId?: string;
  @IsOptional() @IsUUID() teamId?: string;
  @IsOptional() @IsUUID() roleId?: string;
  @IsOptional() @IsIn(['true', 'false']) isActive?: 'true' | 'false';
}

export class EmployeeRoleRef {
  id: string;
  name: string;
  builtIn: BuiltInRole | null;
}

export class EmployeeView {
  id: string;
  shopId: string | null;
  username: string;
  email: string;
  phone: string | null;
  /** What customers and colleagues see. @example "Mira" */
  displayName: string;
  firstName: string;
  lastName: string;
  profession: string;
  organization: string;
  address: string;
  role: EmployeeRoleRef;
  teams: NamedRef[];
  chatCapacity: number;
  ticketCapacity: number;
  locale: Locale;
  isActive: boolean;
  createdAt: string;
  updatedAt: string;
  version: number;
}
