import {
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsTimeZone,
  IsUUID,
  Length,
  Matches,
} from 'class-validator';
import { ListQuery } from './common.dto';

export class CreateCustomer {
  /** The shop; needed from those who work for all shops, refused when it is not one's own. */
  @IsOptional() @IsUUID() shopId?: string;

  /** @example "Aylin Tan" */
  @IsString() @Length(1, 120) name: string;
  @IsOptional() @IsEmail() @Length(3, 254) email?: string | null;
  /** Any common notation; kept as E.164. */
  @IsOptional() @IsString() @Length(3, 40) phone?: string | null;
  @IsOptional() @IsString() @Length(0, 120) profession?: string;
  @IsOptional() @IsString() @Length(0, 120) organization?: string;
  @IsOptional() @IsString() @Length(0, 300) address?: string;
  /** Served before others in the queue. */
  @IsOptional() @IsBoolean() isPriority?: boolean;
}

export class UpdateCustomer {
  @IsOptional() @IsString() @Length(1, 120) name?: string;
  @IsOptional() @IsEmail() @Length(3, 254) email?: string | null;
  @IsOptional() @IsString() @Length(3, 40) phone?: string | null;
  @IsOptional() @IsString() @Length(0, 120) profession?: string;
  @IsOptional() @IsString() @Length(0, 120) organization?: string;
  @IsOptional() @IsString() @Length(0, 300) address?: string;
  @IsOptional() @IsBoolean() isPriority?: boolean;
  /** `version` of the customer that was edited. */
  @IsInt() version: number;
}

/** A customer makes an account in one shop. */
export class RegisterCustomer {
  /** Public key of the shop. */
  @IsString() @Length(1, 60) shop: string;
  @Matches(/^[\p{L}\p{N}][\p{L}\p{N}._-]{1,59}$/u) username: string;
  @IsEmail() @Length(3, 254) email: string;
  @IsOptional() @IsString() @Length(3, 40) phone?: string | null;
  /** 8 characters at least, 72 bytes at most. */
  @IsString() @Length(1, 200) password: string;
  @IsString() @Length(1, 120) name: string;
}

export class CustomerListQuery extends ListQuery {
  @IsOptional() @IsUUID() shopId?: string;
  @IsOptional() @IsIn(['true', 'false']) isActive?: 'true' | 'false';
  @IsOptional() @IsIn(['true', 'false']) isRegistered?: 'true' | 'false';
}

export class CustomerExportQuery extends CustomerListQuery {
  /** Zone in which times are written; UTC when it is left out. @example "Europe/Berlin" */
  @IsOptional() @IsTimeZone() tz?: string;
}

export class CustomerView {
  id: string;
  shopId: string;
  /** @example "Aylin Tan" */
  name: string;
  email: string | null;
  phone: string | null;
  profession: string;
  organization: string;
  address: string;
  /** Whether the shop's own server has vouched for who this is. */
  isVerified: boolean;
  /** Whether they have shown themselves that the e-mail address is theirs. */
  isEmailVerified: boolean;
  /** Whether there is an account with a password. */
  isRegistered: boolean;
  isPriority: boolean;
  isActive: boolean;
  locale: string | null;
  lastSeenAt: string | null;
  createdAt: string;
  updatedAt: string;
  version: number;
}
