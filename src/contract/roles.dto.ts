import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  ValidateNested,
} from 'class-validator';
import { ListQuery } from './common.dto';
import { type BuiltInRole, PERMISSIONS, type Permission, SCOPES, type Scope } from './permissions';

export class GrantDto {
  /** @example "chats:take" */
  @IsIn(PERMISSIONS) permission: Permission;

  /** @example "team" */
  @IsIn(SCOPES) scope: Scope;
}

export class CreateRole {
  /** The shop; needed from those who work for all shops, refused when it is not one's own. */
  @IsOptional() @IsUUID() shopId?: string;

  /** @example "Team lead" */
  @IsString() @Length(1, 80) name: string;

  @IsArray() @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => GrantDto) grants: GrantDto[];
}

export class UpdateRole {
  @IsOptional() @IsString() @Length(1, 80) name?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => GrantDto) grants?: GrantDto[];
  /** `version` of the role that was edited. */
  @IsInt() version: number;
}

export class RoleListQuery extends ListQuery {
  @IsOptional() @IsUUID() shopId?: string;
}

export class RoleView {
  id: string;
  /** Null for the built-in roles, which every shop has. */
  shopId: string | null;
  name: string;
  builtIn: BuiltInRole | null;
  grants: GrantDto[];
  createdAt: string;
  updatedAt: string;
  version: number;
}

/** One permission that a role can grant. */
export class PermissionView {
  /** @example "chats:take" */
  permission: Permission;
  resource: string;
  action: string;
}
