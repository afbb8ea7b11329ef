import { randomUUID } from 'node:crypto';
import type { TokenView, VisitorTokenView, WhoAmI } from '../../src/contract/auth.dto';
import type { CustomerChatView } from '../../src/contract/chats.dto';
import type { EmployeeView } from '../../src/contract/employees.dto';
import type { Permission, Scope } from '../../src/contract/permissions';
import type { RoleView } from '../../src/contract/roles.dto';
import type { CreateShop, ShopView } from '../../src/contract/shops.dto';
import type { CreateTeam, TeamView } from '../../src/contract/teams.dto';
import { SYSTEM } from '../../src/core/actor';
import { EmployeesService } from '../../src/employees/employees.service';
import { ADMIN_ROLE_ID, AGENT_ROLE_ID, MANAGER_ROLE_ID } from '../../src/roles/built-in-roles';
import type { TestApp } from './app';

/** Good enough for every account a test makes. */
export const PASSWORD = 'correct horse battery';

/** Somebody with a token. */
export interface Person {
  kind: 'employee' | 'customer';
  id: string;
  shopId: string | null;
  token: string;
}

export interface Employee extends Person {
  username: string;
}

export interface Visitor extends Person {
  refreshToken: string;
}

interface EmployeeOptions {
  shopId?: string | null;
  roleId?: string;
  teamIds?: string[];
  chatCapacity?: number;
  ticketCapacity?: number;
  username?: string;
  firstName?: string;
}

/** Builds what a test needs, through the same doors that people use. Every builder makes its own parents. */
export class Build {
  private count = 0;
  private administrator: Promise<Employee> | undefined;

  constructor(private readonly app: Pick<TestApp, 'as' | 'get'>) {}

  /** The administrator that all others are made by. */
  admin(): Promise<Employee> {
    this.administrator ??= this.firstAdmin();
    return this.administrator;
  }

  async shop(given: Partial<CreateShop> = {}): Promise<ShopView> {
    const name = given.name ?? `Shop ${this.next()}`;
    return this.made<ShopView>('/shops', { name, location: '1 Main St', ...given });
  }

  async team(given: Partial<CreateTeam> = {}): Promise<TeamView> {
    const shopId = given.shopId ?? (await this.shop()).id;
    return this.made<TeamView>('/teams', { name: `Team ${this.next()}`, ...given, shopId });
  }

  async role(grants: Partial<Record<Permission, Scope>>, shopId: string): Promise<RoleView> {
    const list = Object.entries(grants).map(([permission, scope]) => ({ permission, scope }));
    return this.made<RoleView>('/roles', { name: `Role ${this.next()}`, shopId, grants: list });
  }

  async employee(given: EmployeeOptions = {}): Promise<Employee> {
    const shopId = given.shopId === undefined ? (await this.shop()).id : given.shopId;
    const username = given.username ?? `person${this.next()}`;
    const { id } = await this.made<EmployeeView>('/employees', {
      roleId: AGENT_ROLE_ID,
      firstName: `Agent${this.count}`,
      ...given,
      username,
      shopId,
      email: `${username}@shop.example`,
      password: PASSWORD,
    });
    return { kind: 'employee', id, shopId, username, token: await this.signIn(username) };
  }

  /** A Support Agent of the shop, in the teams given. */
  agent(given: EmployeeOptions = {}): Promise<Employee> {
    return this.employee({ roleId: AGENT_ROLE_ID, ...given });
  }

  manager(given: EmployeeOptions = {}): Promise<Employee> {
    return this.employee({ roleId: MANAGER_ROLE_ID, ...given });
  }

  /** Somebody who opened the widget of the shop. */
  async visitor(shop: ShopView, given: { name?: string; email?: string; identity?: string } = {}): Promise<Visitor> {
    const who = given.identity
      ? given
      : { name: `Visitor ${this.next()}`, email: `visitor${this.count}@mail.example`, ...given };
    const { status, body } = await this.app
      .as(null)
      .post<VisitorTokenView>('/auth/visit', { shop: shop.publicKey, ...who });
    if (status >= 300) throw new Error(`No visit: ${JSON.stringify(body)}`);
    return {
      kind: 'customer',
      id: body.customerId,
      shopId: shop.id,
      token: body.access_token,
      refreshToken: body.refresh_token,
    };
  }

  /** A customer with an account in the shop. */
  async customer(shop: ShopView): Promise<Employee> {
    const username = `customer${this.next()}`;
    const input = {
      shop: shop.publicKey,
      username,
      email: `${username}@mail.example`,
      password: PASSWORD,
      name: 'Aylin Tan',
    };
    const { status, body } = await this.app.as(null).post<TokenView>('/auth/register', input);
    if (status >= 300) throw new Error(`Not registered: ${JSON.stringify(body)}`);
    const person: Person = { kind: 'customer', id: '', shopId: shop.id, token: body.access_token };
    const me = await this.app.as(person).get<WhoAmI>('/auth/me');
    return { ...person, id: me.body.id, username };
  }

  /** A chat that waits, with the customer who started it. */
  async chat(
    shop: ShopView,
    given: { teamId?: string; message?: string; topic?: string } = {},
  ): Promise<CustomerChatView & { customer: Visitor }> {
    const customer = await this.visitor(shop);
    const input = { clientId: randomUUID(), message: 'Hello, is anybody there?', ...given };
    const { status, body } = await this.app.as(customer).post<CustomerChatView>('/chats', input);
    if (status >= 300) throw new Error(`No chat: ${JSON.stringify(body)}`);
    return { ...body, customer };
  }

  /** A token for an account made here, by signing in. */
  async signIn(username: string, password = PASSWORD): Promise<string> {
    const { status, body } = await this.app.as(null).post<TokenView>('/auth/token', { username, password });
    if (status >= 300) throw new Error(`Not signed in: ${JSON.stringify(body)}`);
    return body.access_token;
  }

  private async firstAdmin(): Promise<Employee> {
    const username = `admin${this.next()}`;
    const input = {
      username,
      email: `${username}@shop.example`,
      password: PASSWORD,
      roleId: ADMIN_ROLE_ID,
      shopId: null,
    };
    const { id } = await this.app.get(EmployeesService).create(SYSTEM, input);
    return { kind: 'employee', id, shopId: null, username, token: await this.signIn(username) };
  }

  private async made<T>(path: string, input: object): Promise<T> {
    const { status, body } = await this.app.as(await this.admin()).post<T>(path, input);
    if (status >= 300) throw new Error(`${path} was refused: ${JSON.stringify(body)}`);
    return body;
  }

  private next(): number {
    this.count += 1;
    return this.count;
  }
}
