import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SYSTEM } from '../core/actor';
import { ENV, type Env } from '../core/env';
import { newId } from '../core/ids';
import { log } from '../core/log';
import { Passwords } from '../core/passwords';
import { Clock } from '../database/clock';
import { Employee } from '../employees/employee.entity';
import { EmployeesService } from '../employees/employees.service';
import { ADMIN_ROLE_ID, AGENT_ROLE_ID, MANAGER_ROLE_ID } from '../roles/built-in-roles';
import { SavedRepliesService } from '../saved-replies/saved-replies.service';
import { Shop } from '../shops/shop.entity';
import { ShopsService } from '../shops/shops.service';
import { TeamsService } from '../teams/teams.service';
import { DEMO_LOGINS } from './demo-logins';
import { seedPast } from './seed-past';
import { seedTickets } from './seed-tickets';

const SHOPS = [
  {
    name: 'Downtown Branch',
    location: '123 Main St, Downtown',
    accent: '#5b5bd6',
    // The widget's own words, in the visitor's language.
    greeting: '',
    categories: ['Orders', 'Returns', 'Payments', 'Technical help'],
    teams: [
      {
        name: 'Technical Support',
        description: 'Accounts, apps, things that do not work',
        people: ['support1', 'support3'],
      },
      { name: 'Customer Service', description: 'Orders, returns, payments', people: ['support1', 'support4'] },
    ],
  },
  {
    name: 'Mall Branch',
    location: '456 Shopping Mall, Uptown',
    accent: '#0e7a6b',
    greeting: 'Looking for something?',
    categories: ['Products', 'Orders', 'Returns'],
    teams: [{ name: 'Sales Support', description: 'Advice before and after buying', people: ['support2', 'support5'] }],
  },
] as const;

const PEOPLE: Record<string, { firstName: string; lastName: string }> = {
  admin: { firstName: 'Ada', lastName: 'Quist' },
  manager1: { firstName: 'Maren', lastName: 'Holt' },
  support1: { firstName: 'Mira', lastName: 'Kovač' },
  support2: { firstName: 'Devi', lastName: 'Raman' },
  support3: { firstName: 'Luca', lastName: 'Peretti' },
  support4: { firstName: 'Sena', lastName: 'Aydın' },
  support5: { firstName: 'Jo', lastName: 'Okafor' },
};

const REPLIES = [
  {
    shortcut: 'hello',
    body: 'Hello {{customer.first_name|there}}, this is {{agent.name}}. Let me look at that right away.',
  },
  { shortcut: 'moment', body: 'One moment please, I am checking.' },
  {
    shortcut: 'thanks',
    body: 'Thank you, {{customer.first_name|and have a nice day}}! Write again whenever you like.',
  },
  { shortcut: 'return', body: 'Returns are free within 30 days. I have sent a label to your e-mail address.' },
];

/** Fills an empty database with shops, people and some weeks of past chats. Says whether it did. */
export async function seedDemoOnce(app: INestApplicationContext): Promise<boolean> {
  const dataSource = app.get(DataSource);
  if (await dataSource.getRepository(Shop).exists()) return false;
  log.info('adding demo data');
  const env = app.get<Env>(ENV);
  const now = app.get(Clock).now();
  await hire(app, null, 'admin', ADMIN_ROLE_ID, []);
  for (const [index, plan] of SHOPS.entries()) {
    const { name, location, accent, greeting, categories } = plan;
    const shop = await app.get(ShopsService).create(SYSTEM, {
      name,
      location,
      categories: [...categories],
      allowedOrigins: [new URL(env.PUBLIC_URL).origin],
      branding: { accent, position: 'right', greeting },
      settings: { allowAnonymous: false, requireVerification: false, country: 'IN' },
    });
    const teamIds = new Map<string, string>();
    for (const team of plan.teams) {
      const { id } = await app
        .get(TeamsService)
        .create(SYSTEM, { shopId: shop.id, name: team.name, description: team.description });
      teamIds.set(team.name, id);
    }
    if (index === 0) await hire(app, shop.id, 'manager1', MANAGER_ROLE_ID, []);
    const agents = [...new Set(plan.teams.flatMap(({ people }) => people))];
    const agentIds: string[] = [];
    for (const username of agents) {
      const teams = plan.teams.filter(({ people }) => (people as readonly string[]).includes(username));
      agentIds.push(
        await hire(
          app,
          shop.id,
          username,
          AGENT_ROLE_ID,
          teams.map((team) => teamIds.get(team.name) ?? ''),
        ),
      );
    }
    for (const reply of REPLIES) await app.get(SavedRepliesService).create(SYSTEM, { shopId: shop.id, ...reply });
    const past = { shopId: shop.id, teamIds: [...teamIds.values()], agentIds, seed: index + 1, now };
    await seedPast(dataSource, past);
    await seedTickets(dataSource, past);
  }
  return true;
}

async function hire(
  app: INestApplicationContext,
  shopId: string | null,
  username: string,
  roleId: string,
  teamIds: string[],
): Promise<string> {
  const login = DEMO_LOGINS.find((demo) => demo.username === username);
  const input = {
    ...PEOPLE[username],
    shopId,
    username,
    email: `${username}@demo.example`,
    password: newId(),
    roleId,
    teamIds,
  };
  const { id } = await app.get(EmployeesService).create(SYSTEM, input);
  if (login) {
    const passwordHash = await app.get(Passwords).hashAnyhow(login.password);
    await app.get(DataSource).getRepository(Employee).update({ id }, { passwordHash });
  }
  return id;
}
