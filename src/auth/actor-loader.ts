import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { CustomerActor, StaffActor } from '../core/actor';
import { Gathered } from '../core/gathered';
import { databaseTime } from '../core/paging';
import { marks } from '../core/plain-rows';
import { type CustomerAccess, readCustomerAccess } from '../customers/customer-access';
import { CustomerAccounts } from '../customers/customer-accounts.service';
import { Clock } from '../database/clock';
import { EmployeesService } from '../employees/employees.service';
import { readStaffAccess, type StaffAccess } from '../employees/staff-access';
import { type AccountKind, SignIn } from './sign-in.entity';
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
    private readonly employees: EmployeesService,
    private readonly customers: CustomerAccounts,
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
    return (await this.accesses([{ kind, accountId }])).get(accountId) ?? null;
  }

  /** For open sockets: each sign-in's present `accessVersion`, or null when it or its account has ended. */
  async stillValid(signInIds: readonly string[]): Promise<Map<string, number | null>> {
    const now = this.clock.now();
    const valid = new Map<string, number | null>(signInIds.map((id) => [id, null]));
    for (let from = 0; from < signInIds.length; from += AT_ONCE) {
      const signIns = await this.signIns.find({
        select: { id: true, accountKind: true, accountId: true, endedAt: true, expiresAt: true },
        where: { id: In(signInIds.slice(from, from + AT_ONCE)) },
      });
      const open = signIns.filter(({ endedAt, expiresAt }) => !endedAt && expiresAt > now);
      const of = (kind: SignIn['accountKind']) =>
        open.filter(({ accountKind }) => accountKind === kind).map(({ accountId }) => accountId);
      const [staff, customers] = await Promise.all([
        this.employees.accessVersions(of('employee')),
        this.customers.accessVersions(of('customer')),
      ]);
      for (const { id, accountId } of open) valid.set(id, staff.get(accountId) ?? customers.get(accountId) ?? null);
    }
    return valid;
  }

  private async lookUp(claims: readonly Claims[]): Promise<(SignedIn | null)[]> {
    const [open, accesses] = await Promise.all([this.open(claims), this.accesses(claims)]);
    return claims.map(({ kind, accountId, signInId }) => {
      const access = accesses.get(accountId);
      const isOn = open.get(signInId) === accountId && access?.kind === kind;
      return isOn ? { ...access, signInId } : null;
    });
  }

  /** Whose sign-ins they are, of those that have not ended. */
  private async open(claims: readonly Claims[]): Promise<Map<string, string>> {
    const rows: { id: string; accountId: string }[] = await this.dataSource.query(
      `SELECT id, accountId FROM sign_ins
       WHERE id IN (${marks(claims.length)}) AND endedAt IS NULL AND expiresAt > ?`,
      [...claims.map(({ signInId }) => signInId), databaseTime(this.clock.now())],
    );
    return new Map(rows.map(({ id, accountId }) => [id, accountId]));
  }

  private async accesses(accounts: readonly Pick<Claims, 'kind' | 'accountId'>[]): Promise<Map<string, Access>> {
    const idsOf = (kind: AccountKind) =>
      accounts.filter((account) => account.kind === kind).map(({ accountId }) => accountId);
    const [staff, customers] = await Promise.all([
      readStaffAccess(this.dataSource.manager, idsOf('employee')),
      readCustomerAccess(this.dataSource.manager, idsOf('customer')),
    ]);
    return new Map<string, Access>([...staff, ...customers]);
  }

  private get signIns() {
    return this.dataSource.getRepository(SignIn);
  }
}
