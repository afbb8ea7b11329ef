import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CustomerActor, StaffActor } from '../core/actor';
import { Gathered } from '../core/gathered';
import { databaseTime } from '../core/paging';
import { type CustomerAccess, readCustomerAccess } from '../customers/customer-access';
import { Clock } from '../database/clock';
import { readStaffAccess, type StaffAccess } from '../employees/staff-access';
import type { AccountKind } from './sign-in.entity';
import { type Claims, Tokens, unknownToken } from './tokens';

export type SignedIn = StaffActor | CustomerActor;
export type Access = StaffAccess | CustomerAccess;

const AT_ONCE = 500;

/** From a token to who is asking and what they may do at this moment. */
@Injectable()
export class ActorLoader {
  private readonly lookUps = new Gathered((claims: Claims[]) => this.lookUp(claims));

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly tokens: Tokens,
  ) {}

  /** Throws UNAUTHENTICATED for a token that is not valid, or whose sign-in or account has ended. */
  async ofToken(token: unknown): Promise<{ actor: SignedIn; expiresAt: Date }> {
    const { expiresAt, ...claims } = this.tokens.verify(token);
    return { actor: await this.ofClaims(claims), expiresAt };
  }

  /** Reads account and sign-in afresh, by their keys; those of people who ask at the same moment together. */
  async ofClaims(claims: Claims): Promise<SignedIn> {
    const actor = await this.lookUps.ask(claims);
    if (!actor) throw unknownToken();
    return actor;
  }

  /** What the account may do now; null when nothing, since it or its shop is not active. */
  async access(kind: AccountKind, accountId: string): Promise<Access | null> {
    const whose = { ids: [accountId] };
    const { manager } = this.dataSource;
    const found: Map<string, Access> =
      kind === 'employee' ? await readStaffAccess(manager, whose) : await readCustomerAccess(manager, whose);
    return found.get(accountId) ?? null;
  }

  /** For open sockets: each sign-in's present `accessVersion`, or null when it or its account has ended. */
  async stillValid(signInIds: readonly string[]): Promise<Map<string, number | null>> {
    const { manager } = this.dataSource;
    const at = databaseTime(this.clock.now());
    const valid = new Map<string, number | null>(signInIds.map((id) => [id, null]));
    for (let from = 0; from < signInIds.length; from += AT_ONCE) {
      const whose = { signInIds: signInIds.slice(from, from + AT_ONCE), at };
      const found = await Promise.all([readStaffAccess(manager, whose), readCustomerAccess(manager, whose)]);
      for (const access of found) for (const [id, { accessVersion }] of access) valid.set(id, accessVersion);
    }
    return valid;
  }

  /** What each may do by a sign-in of theirs that has not ended. */
  private async lookUp(claims: readonly Claims[]): Promise<(SignedIn | null)[]> {
    const { manager } = this.dataSource;
    const at = databaseTime(this.clock.now());
    const whose = (kind: AccountKind) => ({
      signInIds: claims.filter((claim) => claim.kind === kind).map(({ signInId }) => signInId),
      at,
    });
    const [staff, customers] = await Promise.all([
      readStaffAccess(manager, whose('employee')),
      readCustomerAccess(manager, whose('customer')),
    ]);
    return claims.map(({ kind, accountId, signInId }) => {
      const access = (kind === 'employee' ? staff : customers).get(signInId);
      return access?.id === accountId ? { ...access, signInId } : null;
    });
  }
}
