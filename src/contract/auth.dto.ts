import { IsBoolean, IsEmail, IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import type { NamedRef } from './common.dto';
import type { BuiltInRole, Permission, Scope } from './permissions';
import type { Locale } from './shops.dto';

export class SignIn {
  /** Username, e-mail or phone in any common notation. @example "support1" */
  @IsString() @Length(1, 254) username: string;

  /** @example "support123" */
  @IsString() @Length(1, 200) password: string;

  /** When given, must be the name or key of the account's role, or `customer`, or `employee` for any of the staff. */
  @IsOptional() @IsString() @Length(0, 80) role?: string;

  /** When given, must be the slug, public key or id of the account's shop. */
  @IsOptional() @IsString() @Length(0, 60) shop?: string;

  /** Sent by OAuth clients; only `password` is known. */
  @IsOptional() @IsIn(['password', '']) grant_type?: string;

  /** OAuth clients send these three as well; they change nothing. */
  @IsOptional() @IsString() @Length(0, 200) scope?: string;
  @IsOptional() @IsString() @Length(0, 200) client_id?: string;
  @IsOptional() @IsString() @Length(0, 200) client_secret?: string;
}

/** A token to send as `Authorization: Bearer …`. */
export class TokenView {
  access_token: string;
  token_type: 'bearer';
  /** Seconds. @example 900 */
  expires_in: number;
}

export class RefreshSignIn {
  /** Whose sign-in goes on. Left out, the one that there is a cookie of; of both, the staff's. */
  @IsOptional() @IsIn(['employee', 'customer']) kind?: 'employee' | 'customer';
}

export class StartVisit {
  /** Public key of the shop. @example "pk_9f3c2b7d5e" */
  @IsString() @Length(1, 60) shop: string;

  @IsOptional() @IsString() @Length(1, 120) name?: string;
  @IsOptional() @IsEmail() @Length(3, 254) email?: string;

  /** Signed by the shop's server (HS256, `sub`, `exp` at most an hour away); makes the visitor verified. */
  @IsOptional() @IsString() @Length(1, 4000) identity?: string;

  /** Token of an earlier visit in this browser, so that a verified visitor keeps the chat they began unverified. */
  @IsOptional() @IsString() @Length(1, 500) refresh_token?: string;
}

/** Visitors keep their own refresh token, since a frame on another site has no cookie. */
export class VisitorTokenView extends TokenView {
  refresh_token: string;
  customerId: string;
  isVerified: boolean;
}

export class RefreshVisit {
  /** Left out where the frame has no storage of its own; then the cookie of this shop's visit counts. */
  @IsOptional() @IsString() @Length(1, 500) refresh_token?: string;

  /** Public key of the shop whose cookie is meant. */
  @IsOptional() @Matches(/^\w{1,60}$/) shop?: string;
}

export class ChangePassword {
  @IsString() @Length(1, 200) currentPassword: string;
  /** 8 characters at least, 72 bytes at most. */
  @IsString() @Length(1, 200) newPassword: string;
}

/** A new password for somebody who has lost theirs. */
export class SetPassword {
  /** 8 characters at least, 72 bytes at most. @example "a sentence nobody guesses" */
  @IsString() @Length(1, 200) newPassword: string;
}

export class SignOut {
  /** All places instead of only this one. */
  @IsOptional() @IsBoolean() everywhere?: boolean;
}

export class HeldGrant {
  permission: Permission;
  scope: Scope;
}

/** Who is signed in, and what they may do. */
export class WhoAmI {
  kind: 'employee' | 'customer';
  id: string;
  shopId: string | null;
  username: string | null;
  name: string;
  email: string | null;
  locale: Locale | null;
  role: { id: string; name: string; builtIn: BuiltInRole | null } | null;
  teams: NamedRef[];
  grants: HeldGrant[];
  chatCapacity: number | null;
}
