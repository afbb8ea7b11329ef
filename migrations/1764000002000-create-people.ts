import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { flag, foreignKey, json, long, moment, OPTIONAL, primaryId, reference, text, whole } from './columns';

const CHANGED = [moment('createdAt'), moment('updatedAt')];

/** The roles every installation has; their grants are part of the code. */
const BUILT_IN_ROLES = [
  ['01900000-0000-7000-8000-000000000001', 'Admin', 'admin'],
  ['01900000-0000-7000-8000-000000000002', 'Manager', 'manager'],
  ['01900000-0000-7000-8000-000000000003', 'Support Agent', 'agent'],
] as const;
const BEGINNING = '2025-01-01 00:00:00.000';

/** Places and people: shops, roles, employees, teams, customers, and what a shop's agents often say. */
export class CreatePeople1764000002000 implements MigrationInterface {
  name = 'CreatePeople1764000002000';

  async up(db: QueryRunner): Promise<void> {
    await createShops(db);
    await createRoles(db);
    await createEmployees(db);
    await createTeams(db);
    await createCustomers(db);
    await createSavedReplies(db);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['saved_replies', 'customers', 'team_members', 'teams', 'employees', 'roles', 'shops']) {
      await db.dropTable(table);
    }
  }
}

async function createShops(db: QueryRunner): Promise<void> {
  await db.createTable(
    new Table({
      name: 'shops',
      columns: [
        primaryId(),
        text('name', 120),
        text('location', 200),
        text('slug', 60),
        text('publicKey', 60),
        text('identitySecret', 64),
        text('previousIdentitySecret', 64, OPTIONAL),
        json('allowedOrigins'),
        text('timeZone', 60),
        text('locale', 8),
        json('businessHours'),
        json('holidays'),
        json('categories'),
        json('branding'),
        json('settings'),
        whole(db, 'lastChatNumber'),
        flag(db, 'isActive'),
        long('searchText'),
        ...CHANGED,
        whole(db, 'version'),
      ],
      indices: [
        // Also the order in which shops are listed.
        { name: 'shops_slug', columnNames: ['slug'], isUnique: true },
        { name: 'shops_key', columnNames: ['publicKey'], isUnique: true },
      ],
    }),
  );
}

async function createRoles(db: QueryRunner): Promise<void> {
  await db.createTable(
    new Table({
      name: 'roles',
      columns: [
        primaryId(),
        reference('shopId', OPTIONAL),
        text('name', 80),
        text('nameKey', 160),
        text('builtIn', 16, OPTIONAL),
        json('grants'),
        ...CHANGED,
        whole(db, 'version'),
      ],
      indices: [{ name: 'roles_name', columnNames: ['shopId', 'nameKey'], isUnique: true }],
      foreignKeys: [foreignKey('roles_shop', 'shopId', 'shops')],
    }),
  );
  const rows = BUILT_IN_ROLES.map(([id, name, builtIn]) => ({
    id,
    shopId: null,
    name,
    nameKey: name.toLowerCase(),
    builtIn,
    grants: '[]',
    createdAt: BEGINNING,
    updatedAt: BEGINNING,
    version: 1,
  }));
  await db.manager.createQueryBuilder().insert().into('roles').values(rows).execute();
}

async function createEmployees(db: QueryRunner): Promise<void> {
  await db.createTable(
    new Table({
      name: 'employees',
      columns: [
        primaryId(),
        reference('shopId', OPTIONAL),
        text('username', 60),
        text('usernameKey', 120),
        text('email', 254),
        text('emailKey', 320),
        text('phone', 20, OPTIONAL),
        text('localPhone', 20, OPTIONAL),
        text('passwordHash', 80),
        reference('roleId'),
        text('firstName', 80),
        text('lastName', 80),
        text('profession', 120),
        text('organization', 120),
        text('address', 300),
        whole(db, 'chatCapacity'),
        text('locale', 8),
        flag(db, 'isActive'),
        whole(db, 'accessVersion'),
        long('searchText'),
        ...CHANGED,
        whole(db, 'version'),
      ],
      indices: [
        { name: 'employees_username', columnNames: ['usernameKey'], isUnique: true },
        { name: 'employees_email', columnNames: ['emailKey'], isUnique: true },
        { name: 'employees_phone', columnNames: ['phone'], isUnique: true },
        // Who signs in with a number typed without its country.
        { name: 'employees_local_phone', columnNames: ['localPhone'] },
        { name: 'employees_of_shop', columnNames: ['shopId', 'usernameKey'] },
        // Who has a role, and which administrators are left.
        { name: 'employees_of_role', columnNames: ['roleId', 'isActive'] },
      ],
      foreignKeys: [foreignKey('employees_shop', 'shopId', 'shops'), foreignKey('employees_role', 'roleId', 'roles')],
    }),
  );
}

async function createTeams(db: QueryRunner): Promise<void> {
  await db.createTable(
    new Table({
      name: 'teams',
      columns: [
        primaryId(),
        reference('shopId'),
        text('name', 120),
        text('nameKey', 240),
        text('description', 500),
        text('routing', 16),
        ...CHANGED,
        whole(db, 'version'),
      ],
      indices: [
        { name: 'teams_name', columnNames: ['shopId', 'nameKey'], isUnique: true },
        // The list of those who work for all shops.
        { name: 'teams_order', columnNames: ['nameKey', 'id'] },
      ],
      foreignKeys: [foreignKey('teams_shop', 'shopId', 'shops')],
    }),
  );
  await db.createTable(
    new Table({
      name: 'team_members',
      columns: [primaryId('teamId'), primaryId('employeeId')],
      // The teams of one person.
      indices: [{ name: 'team_members_of_employee', columnNames: ['employeeId', 'teamId'] }],
      foreignKeys: [
        foreignKey('team_members_team', 'teamId', 'teams'),
        foreignKey('team_members_employee', 'employeeId', 'employees'),
      ],
    }),
  );
}

async function createCustomers(db: QueryRunner): Promise<void> {
  await db.createTable(
    new Table({
      name: 'customers',
      columns: [
        primaryId(),
        reference('shopId'),
        text('name', 120),
        text('email', 254, OPTIONAL),
        text('phone', 20, OPTIONAL),
        text('username', 60, OPTIONAL),
        text('usernameKey', 120, OPTIONAL),
        text('loginEmailKey', 320, OPTIONAL),
        text('loginPhone', 20, OPTIONAL),
        text('loginLocalPhone', 20, OPTIONAL),
        text('passwordHash', 80, OPTIONAL),
        text('externalId', 200, OPTIONAL),
        flag(db, 'isVerified'),
        flag(db, 'isPriority'),
        text('profession', 120),
        text('organization', 120),
        text('address', 300),
        text('locale', 8, OPTIONAL),
        flag(db, 'isActive'),
        whole(db, 'accessVersion'),
        long('searchText'),
        moment('lastSeenAt', OPTIONAL),
        ...CHANGED,
        whole(db, 'version'),
      ],
      indices: [
        // The list of a shop, the newest first: ids grow with time.
        { name: 'customers_of_shop', columnNames: ['shopId', 'id'] },
        { name: 'customers_username', columnNames: ['shopId', 'usernameKey'], isUnique: true },
        { name: 'customers_email', columnNames: ['shopId', 'loginEmailKey'], isUnique: true },
        { name: 'customers_phone', columnNames: ['shopId', 'loginPhone'], isUnique: true },
        { name: 'customers_external', columnNames: ['shopId', 'externalId'], isUnique: true },
        // Who signs in without saying in which shop.
        { name: 'customers_login_username', columnNames: ['usernameKey'] },
        { name: 'customers_login_email', columnNames: ['loginEmailKey'] },
        { name: 'customers_login_phone', columnNames: ['loginPhone'] },
        { name: 'customers_local_phone', columnNames: ['loginLocalPhone'] },
      ],
      foreignKeys: [foreignKey('customers_shop', 'shopId', 'shops')],
    }),
  );
}

async function createSavedReplies(db: QueryRunner): Promise<void> {
  await db.createTable(
    new Table({
      name: 'saved_replies',
      columns: [
        primaryId(),
        reference('shopId'),
        text('shortcut', 40),
        text('shortcutKey', 80),
        long('body'),
        long('searchText'),
        ...CHANGED,
      ],
      indices: [
        { name: 'saved_replies_shortcut', columnNames: ['shopId', 'shortcutKey'], isUnique: true },
        // The list of those who work for all shops.
        { name: 'saved_replies_order', columnNames: ['shortcutKey', 'id'] },
      ],
      foreignKeys: [foreignKey('saved_replies_shop', 'shopId', 'shops')],
    }),
  );
}
