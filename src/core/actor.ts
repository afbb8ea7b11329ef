import type { BuiltInRole, Permission, Scope } from '../contract/permissions';
import { SCOPES } from '../contract/permissions';
import { AppError } from './app-error';

/** A member of staff who is asking, as loaded for this request or socket. */
export interface StaffActor {
  kind: 'employee';
  id: string;
  /** Null: works for all shops. */
  shopId: string | null;
  /** What customers and colleagues see. */
  name: string;
  roleId: string;
  builtIn: BuiltInRole | null;
  grants: ReadonlyMap<Permission, Scope>;
  teamIds: readonly string[];
  signInId: string;
  /** Grows with every change of what the account may do; a socket with an older one is admitted anew. */
  accessVersion: number;
}

/** A customer who is asking: visitor, verified or registered. */
export interface CustomerActor {
  kind: 'customer';
  id: string;
  shopId: string;
  name: string;
  isRegistered: boolean;
  isVerified: boolean;
  signInId: string;
  accessVersion: number;
}

/** The service itself: routing, clean-up, seeding. */
export interface SystemActor {
  kind: 'system';
  id: null;
}

export type Actor = StaffActor | CustomerActor | SystemActor;

export const SYSTEM: SystemActor = { kind: 'system', id: null };

/** Where a thing belongs, as far as rights are concerned. */
export interface Place {
  shopId: string | null;
  teamId?: string | null;
  /** The employee whose own it is: the holder of a chat, the person of a profile. */
  holderId?: string | null;
}

/** How far the actor's permission reaches; undefined without it. The service itself may do everything. */
export function reach(actor: Actor, permission: Permission): Scope | undefined {
  if (actor.kind === 'system') return 'all';
  return actor.kind === 'employee' ? actor.grants.get(permission) : undefined;
}

/** Whether the actor's permission reaches this place. A chat without a team is everybody's in the shop's teams. */
export function covers(actor: Actor, permission: Permission, place: Place): boolean {
  const scope = reach(actor, permission);
  if (scope === 'all') return true;
  if (!scope || actor.kind !== 'employee') return false;
  if (place.shopId === null || place.shopId !== actor.shopId) return false;
  if (scope === 'shop' || place.holderId === actor.id) return true;
  return scope === 'team' && (!place.teamId || actor.teamIds.includes(place.teamId));
}

/** Whether this place is on the actor's side of the wall: their shop, or every shop. */
export function isWithin(actor: Actor, shopId: string | null): boolean {
  if (actor.kind === 'system') return true;
  return actor.shopId === null || actor.shopId === shopId;
}

/** For lists and creation, where there is no thing yet to ask about. */
export function requirePermission(actor: Actor, permission: Permission): Scope {
  const scope = reach(actor, permission);
  if (!scope) throw new AppError('FORBIDDEN', `This needs the permission ${permission}.`);
  return scope;
}

/**
 * The shop that a new thing goes to, or a list is about: one's own, or for those who work for all shops the one they
 * name. Naming another shop than one's own is answered as if it did not exist.
 */
export function shopOf(actor: Actor, shopId: string | null | undefined): string {
  const own = actor.kind === 'system' ? null : actor.shopId;
  if (own && shopId && shopId !== own) throw new AppError('NOT_FOUND', 'There is no such shop.');
  const chosen = own ?? shopId;
  if (!chosen) throw AppError.field('shopId', 'Say which shop is meant.');
  return chosen;
}

/** Whether `wide` reaches at least as far as `narrow`. */
export function reachesAsFar(wide: Scope | undefined, narrow: Scope): boolean {
  return wide !== undefined && SCOPES.indexOf(wide) >= SCOPES.indexOf(narrow);
}
