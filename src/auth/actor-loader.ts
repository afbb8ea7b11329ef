import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { CustomerActor, StaffActor } from '../core/actor';
import { type CustomerAccess, CustomerAccounts } from '../customers/customer-accounts.service';
import { Clock } from '../database/clock';
import { EmployeesService } from '../employees/employees.service';
import type { StaffAccess } from '../employees/staff-access';
import { type AccountKind, SignIn } from './sign-in.entity';
import { type Claims, Tokens, unknownToken } from './tokens';

export type SignedIn = StaffActor | CustomerActor;
export type Access = StaffAccess | CustomerAccess;

const AT_ONCE = 500;

/** From a token to who is asking and what they may do at this moment. */
@Injectable()
export class ActorLoader {
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

  /** Reads account and sign-in afresh, by their keys. */
  async ofClaims({ kind, accountId, signInId }: Claims): Promise<SignedIn> {
    const [signIn, access] = await Promise.all([
      this.signIns.findOneBy({ id: signInId }),
      this.access(kind, accountId),
    ]);
    const isOn = signIn?.accountId === accountId && !signIn.endedAt && signIn.expiresAt > this.clock.now();
    if (!isOn || !access) throw unknownToken();
    return { ...access, signInId };
  }

  /** What the account may do now; null when nothing, since it or its shop is not active. */
  access(kind: AccountKind, accountId: string): Promise<Access | null> {
    return kind === 'employee' ? this.employees.access(accountId) : this.customers.access(accountId);
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

  private get signIns() {
    return this.dataSource.getRepository(SignIn);
  }
}
