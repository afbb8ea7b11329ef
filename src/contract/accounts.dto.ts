import { IsEmail, IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { LOCALES, type Locale } from './shops.dto';

/** 32 random bytes, as they stand in a link. */
const TOKEN = /^[\w-]{43}$/;

export class RequestCode {
  /** Public key or slug of the shop. */
  @IsString() @Length(1, 60) shop: string;
  @IsEmail() @Length(3, 254) email: string;
}

export class SignInByCode extends RequestCode {
  /** The six digits of the e-mail. @example "042137" */
  @Matches(/^\d{6}$/) code: string;
}

export class ForgotPassword {
  /** Public key or slug of the shop whose customer it is; left out, staff are meant. */
  @IsOptional() @IsString() @Length(1, 60) shop?: string;
  @IsEmail() @Length(3, 254) email: string;
}

export class ResetPassword {
  @Matches(TOKEN) token: string;
  /** 8 characters at least, 72 bytes at most. */
  @IsString() @Length(1, 200) password: string;
}

export class VerifyEmail {
  @Matches(TOKEN) token: string;
}

export class Reactivate {
  /** Public key or slug of the shop. */
  @IsString() @Length(1, 60) shop: string;
  /** Username, e-mail or phone in any common notation. */
  @IsString() @Length(1, 254) username: string;
  @IsString() @Length(1, 200) password: string;
}

export class ConfirmWithPassword {
  @IsString() @Length(1, 200) password: string;
}

/** What customers change about themselves. */
export class UpdateProfile {
  @IsOptional() @IsString() @Length(1, 120) name?: string;
  /** Any common notation; null removes it. */
  @IsOptional() @IsString() @Length(3, 40) phone?: string | null;
  @IsOptional() @IsString() @Length(0, 120) profession?: string;
  @IsOptional() @IsString() @Length(0, 120) organization?: string;
  @IsOptional() @IsString() @Length(0, 300) address?: string;
  @IsOptional() @IsIn(LOCALES) locale?: Locale;
}

/** A customer's own account as they see it. */
export class OwnProfile {
  id: string;
  shopId: string;
  username: string | null;
  name: string;
  email: string | null;
  /** Whether they have shown that the address is theirs. */
  isEmailVerified: boolean;
  phone: string | null;
  profession: string;
  organization: string;
  address: string;
  locale: string | null;
}

/** One place where somebody is signed in. */
export class SignInView {
  id: string;
  /** What the browser calls itself. */
  userAgent: string;
  createdAt: string;
  lastUsedAt: string;
  /** Whether it is the one that asks. */
  isCurrent: boolean;
}

export class SignInList {
  items: SignInView[];
}
