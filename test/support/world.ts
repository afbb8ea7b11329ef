import { randomUUID } from 'node:crypto';
import type { CustomerChatView } from '../../src/contract/chats.dto';
import type { AttachmentView, MessageView } from '../../src/contract/conversations.dto';
import type { ImportView } from '../../src/contract/imports.dto';
import type { RoleView } from '../../src/contract/roles.dto';
import type { SavedReplyView } from '../../src/contract/saved-replies.dto';
import type { SavedViewView } from '../../src/contract/saved-views.dto';
import type { ShopView } from '../../src/contract/shops.dto';
import type { TeamView } from '../../src/contract/teams.dto';
import type { TicketView } from '../../src/contract/tickets.dto';
import { ADMIN_ROLE_ID } from '../../src/roles/built-in-roles';
import type { TestApp } from './app';
import type { Employee, Person, Visitor } from './build';
import { must } from './client';

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
  /** Held by `agent`, of `visitor`. */
  ticket: TicketView;
  /** Another one of the same customer. */
  duplicate: TicketView;
  attachmentId: string;
  /** A file that was looked through and not confirmed. */
  importId: string;
  /** Shared with the shop by `manager`. */
  viewId: string;
  people: Record<Principal, Person | null>;
  employeeId: string;
}

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** What a world is made through: the service in this process, or a server of its own. */
export type Knock = Pick<TestApp, 'build' | 'as' | 'url'>;

/** Two shops with everybody in them: what the doors are tried against. */
export async function makeWorld(app: Knock): Promise<World> {
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
  const filed = () =>
    must<TicketView>(
      app.as(agent).post('/tickets', {
        ...{ clientId: randomUUID(), customerId: people.visitor?.id, teamId: team.id },
        ...{ title: 'Cannot pay', description: 'The card is refused each time.' },
      }),
    );
  const [ticket, duplicate] = [await filed(), await filed()];
  await must(app.as(agent).post(`/tickets/${ticket.id}/claim`));
  const reply = await must<SavedReplyView>(
    app.as(admin).post('/saved-replies', { shopId: shop.id, shortcut: 'thanks', body: 'Thank you!' }),
  );
  const attachmentId = await attach(app, people.visitor as Visitor, chat.conversationId);
  const importId = await upload(app, people.manager as Employee);
  const view = { name: 'Urgent', filters: { priority: 'urgent' }, isShared: true };
  const { id: viewId } = await must<SavedViewView>(app.as(people.manager).post('/ticket-views', view));
  const employee = await build.agent({ shopId: shop.id });
  return {
    shop,
    team,
    role,
    reply,
    chat,
    waiting,
    ticket,
    duplicate,
    attachmentId,
    importId,
    viewId,
    people,
    employeeId: employee.id,
  };
}

async function startChat(app: Knock, visitor: Visitor, teamId: string): Promise<CustomerChatView> {
  return must(app.as(visitor).post<CustomerChatView>('/chats', { clientId: randomUUID(), message: 'Hello', teamId }));
}

/** A picture that is part of a message, so that everybody who reads the conversation may see it. */
async function attach(app: Knock, visitor: Visitor, conversationId: string): Promise<string> {
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
  await must(app.as(visitor).post<MessageView>(`/conversations/${conversationId}/messages`, message));
  return id;
}

async function upload(app: Knock, manager: Employee): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob(['id,title\n1,Hello\n'], { type: 'text/csv' }), 'tickets.csv');
  const headers = { authorization: `Bearer ${manager.token}` };
  const response = await fetch(`${app.url}/api/v1/imports`, { method: 'POST', headers, body: form });
  return ((await response.json()) as ImportView).id;
}

async function signedOut(app: Knock, person: Employee): Promise<Person> {
  await must(app.as(person).post('/auth/logout', {}));
  return person;
}

async function deactivated(app: Knock, person: Employee): Promise<Person> {
  await must(app.as(await app.build.admin()).post(`/employees/${person.id}/deactivate`));
  return person;
}
