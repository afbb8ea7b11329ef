import { randomUUID } from 'node:crypto';
import type { CustomerChatView } from '../../src/contract/chats.dto';
import type { AttachmentView, MessageReceipt } from '../../src/contract/conversations.dto';
import type { RoleView } from '../../src/contract/roles.dto';
import type { SavedReplyView } from '../../src/contract/saved-replies.dto';
import type { ShopView } from '../../src/contract/shops.dto';
import type { TeamView } from '../../src/contract/teams.dto';
import { ADMIN_ROLE_ID } from '../../src/roles/built-in-roles';
import type { TestApp } from './app';
import type { Employee, Person, Visitor } from './build';

/** Everybody who may knock at a door, seen from a chat of shop A that `agent` holds for `visitor`. */
export const PRINCIPALS = [
  'anonymous',
  'broken',
  'ended',
  'deactivated',
  'visitor',
  'otherVisitor',
  'foreignVisitor',
  'customer',
  'bare',
  'outsider',
  'colleague',
  'agent',
  'foreignAgent',
  'foreignManager',
  'manager',
  'admin',
] as const;

export type Principal = (typeof PRINCIPALS)[number];

export interface World {
  shop: ShopView;
  team: TeamView;
  role: RoleView;
  reply: SavedReplyView;
  /** Held by `agent`. */
  chat: CustomerChatView;
  /** Nobody holds it; in the team's queue. */
  waiting: CustomerChatView;
  attachmentId: string;
  people: Record<Principal, Person | null>;
  employeeId: string;
}

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Two shops with everybody in them: what the doors are tried against. */
export async function makeWorld(app: TestApp): Promise<World> {
  const { build } = app;
  const admin = await build.admin();
  const [shop, foreign] = [await build.shop(), await build.shop()];
  const [team, otherTeam] = [await build.team({ shopId: shop.id }), await build.team({ shopId: shop.id })];
  const role = await build.role({ 'teams:read': 'shop' }, shop.id);
  const nothing = await build.role({}, shop.id);
  const inShop = { shopId: shop.id, teamIds: [team.id] };
  const agent = await build.agent(inShop);
  const people: Record<Principal, Person | null> = {
    anonymous: null,
    broken: { kind: 'employee', id: randomUUID(), shopId: shop.id, token: 'no.token.atall' },
    ended: await signedOut(app, await build.agent(inShop)),
    deactivated: await deactivated(app, await build.agent(inShop)),
    visitor: await build.visitor(shop),
    otherVisitor: await build.visitor(shop),
    foreignVisitor: await build.visitor(foreign),
    customer: await build.customer(shop),
    bare: await build.employee({ shopId: shop.id, roleId: nothing.id }),
    outsider: await build.agent({ shopId: shop.id, teamIds: [otherTeam.id] }),
    colleague: await build.agent(inShop),
    agent,
    foreignAgent: await build.agent({ shopId: foreign.id }),
    foreignManager: await build.manager({ shopId: foreign.id }),
    manager: await build.manager({ shopId: shop.id }),
    // Not the one who makes the world: this one signs out.
    admin: await build.employee({ shopId: null, roleId: ADMIN_ROLE_ID }),
  };
  const chat = await startChat(app, people.visitor as Visitor, team.id);
  const waiting = await startChat(app, await build.visitor(shop), team.id);
  await must(app.as(agent).post(`/chats/${chat.id}/take`));
  const reply = await must<SavedReplyView>(
    app.as(admin).post('/saved-replies', { shopId: shop.id, shortcut: 'thanks', body: 'Thank you!' }),
  );
  const attachmentId = await attach(app, people.visitor as Visitor, chat.conversationId);
  const employee = await build.agent({ shopId: shop.id });
  return { shop, team, role, reply, chat, waiting, attachmentId, people, employeeId: employee.id };
}

async function startChat(app: TestApp, visitor: Visitor, teamId: string): Promise<CustomerChatView> {
  return must(app.as(visitor).post<CustomerChatView>('/chats', { clientId: randomUUID(), message: 'Hello', teamId }));
}

/** A picture that is part of a message, so that everybody who reads the conversation may see it. */
async function attach(app: TestApp, visitor: Visitor, conversationId: string): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([PICTURE], { type: 'image/png' }), 'dot.png');
  const response = await fetch(`${app.url}/api/v1/conversations/${conversationId}/attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${visitor.token}` },
    body: form,
  });
  if (response.status !== 201) throw new Error(`Not attached: ${await response.text()}`);
  const { id } = (await response.json()) as AttachmentView;
  const message = { clientId: randomUUID(), body: 'Look', attachmentIds: [id] };
  await must(app.as(visitor).post<MessageReceipt>(`/conversations/${conversationId}/messages`, message));
  return id;
}

async function signedOut(app: TestApp, person: Employee): Promise<Person> {
  await must(app.as(person).post('/auth/logout', {}));
  return person;
}

async function deactivated(app: TestApp, person: Employee): Promise<Person> {
  await must(app.as(await app.build.admin()).post(`/employees/${person.id}/deactivate`));
  return person;
}

async function must<T>(asking: Promise<{ status: number; body: T }>): Promise<T> {
  const { status, body } = await asking;
  if (status >= 300) throw new Error(`Refused with ${status}: ${JSON.stringify(body)}`);
  return body;
}
