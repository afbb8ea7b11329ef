import { randomUUID } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { MessageView, SendMessage } from '../../src/contract/conversations.dto';
import { ConversationPlaces } from '../../src/conversations/conversation-places.service';
import { ConversationsModule } from '../../src/conversations/conversations.module';
import { Conversations } from '../../src/conversations/conversations.service';
import { MessageLog } from '../../src/conversations/message-log';
import { MessageWriter } from '../../src/conversations/message-writer';
import { ReadMarks } from '../../src/conversations/read-marks.service';
import { type CustomerActor, type StaffActor, SYSTEM } from '../../src/core/actor';
import { type Env, readEnv } from '../../src/core/env';
import { EnvModule } from '../../src/core/env.module';
import { log } from '../../src/core/log';
import { CustomersService } from '../../src/customers/customers.service';
import { openDatabase } from '../../src/database/data-source';
import { DatabaseModule } from '../../src/database/database.module';
import { type CommittedMessages, DomainEvents } from '../../src/database/domain-events';
import { migrate } from '../../src/database/migrate';
import { UnitOfWork } from '../../src/database/unit-of-work';
import { EmployeesService } from '../../src/employees/employees.service';
import { ENTITIES } from '../../src/entities';
import { AGENT_ROLE_ID, BUILT_IN_GRANTS, MANAGER_ROLE_ID } from '../../src/roles/built-in-roles';
import { ShopsService } from '../../src/shops/shops.service';
import { emptyDatabase } from './database';

interface ConversationOptions {
  customer: CustomerActor;
  holder?: StaffActor;
  teamId?: string;
}

/** The message log without its doors: the services as they are over a real database, and people who use them. */
export class Desk {
  /** What listeners were told after commits, in order. */
  readonly told: CommittedMessages[] = [];
  readonly writer: MessageWriter;
  readonly log: MessageLog;
  readonly conversations: Conversations;
  readonly places: ConversationPlaces;
  readonly readMarks: ReadMarks;
  readonly unitOfWork: UnitOfWork;
  readonly events: DomainEvents;
  private count = 0;

  private constructor(
    readonly services: TestingModule,
    readonly db: DataSource,
    readonly env: Env,
    private readonly cleanUp: () => Promise<void>,
  ) {
    this.writer = services.get(MessageWriter, { strict: false });
    this.log = services.get(MessageLog, { strict: false });
    this.places = services.get(ConversationPlaces, { strict: false });
    this.conversations = services.get(Conversations, { strict: false });
    this.readMarks = services.get(ReadMarks, { strict: false });
    this.unitOfWork = services.get(UnitOfWork, { strict: false });
    this.events = services.get(DomainEvents, { strict: false });
    this.events.subscribeToMessages((committed) => this.told.push(committed));
  }

  static async open(settings: Record<string, string> = {}): Promise<Desk> {
    log.level = process.env.TEST_LOG ?? 'silent';
    const database = await emptyDatabase();
    const env = readEnv({
      NODE_ENV: 'test',
      BCRYPT_COST: '4',
      RATE_MESSAGES_PER_MINUTE: '100000',
      RATE_STAFF_MESSAGES_PER_MINUTE: '100000',
      RATE_UPLOADS_PER_10_MINUTES: '100000',
      ...database.settings,
      ...settings,
    });
    const db = await openDatabase(env, ENTITIES);
    await migrate(db);
    const typeOrm = TypeOrmModule.forRootAsync({
      useFactory: () => db.options,
      dataSourceFactory: () => Promise.resolve(db),
    });
    const services = await Test.createTestingModule({
      imports: [EnvModule.for(env), typeOrm, DatabaseModule, ConversationsModule],
    }).compile();
    await services.init();
    return new Desk(services, db, env, database.remove);
  }

  async close(): Promise<void> {
    await this.services.close();
    if (this.db.isInitialized) await this.db.destroy();
    await this.cleanUp();
  }

  async shop(): Promise<string> {
    const shops = this.services.get(ShopsService, { strict: false });
    return (await shops.create(SYSTEM, { name: `Shop ${this.next()}`, location: '1 Main St' })).id;
  }

  async customer(shopId: string): Promise<CustomerActor> {
    const customers = this.services.get(CustomersService, { strict: false });
    const { id, name } = await customers.create(SYSTEM, { shopId, name: `Customer ${this.next()}` });
    return {
      kind: 'customer',
      id,
      shopId,
      name,
      isRegistered: false,
      isVerified: false,
      signInId: randomUUID(),
      accessVersion: 1,
    };
  }

  agent(shopId: string, teamIds: string[] = []): Promise<StaffActor> {
    return this.employee(shopId, 'agent', AGENT_ROLE_ID, teamIds);
  }

  manager(shopId: string): Promise<StaffActor> {
    return this.employee(shopId, 'manager', MANAGER_ROLE_ID, []);
  }

  /** Of the customer's shop; nobody holds it unless the holder is given. */
  async conversation({ customer, holder, teamId }: ConversationOptions): Promise<string> {
    const { id } = await this.unitOfWork.run((tx) =>
      this.conversations.create(tx, {
        shopId: customer.shopId,
        customerId: customer.id,
        kind: 'chat',
        holderId: holder?.id,
        teamId,
      }),
    );
    return id;
  }

  /** A customer and their agent in a conversation. */
  async pair(): Promise<{ shopId: string; customer: CustomerActor; agent: StaffActor; id: string }> {
    const shopId = await this.shop();
    const customer = await this.customer(shopId);
    const agent = await this.agent(shopId);
    return { shopId, customer, agent, id: await this.conversation({ customer, holder: agent }) };
  }

  say(
    actor: CustomerActor | StaffActor,
    conversationId: string,
    body: string,
    more: Partial<SendMessage> = {},
  ): Promise<MessageView> {
    return this.writer.send(actor, { conversationId, clientId: randomUUID(), body, ...more });
  }

  private async employee(
    shopId: string,
    builtIn: 'agent' | 'manager',
    roleId: string,
    teamIds: string[],
  ): Promise<StaffActor> {
    const employees = this.services.get(EmployeesService, { strict: false });
    const username = `person${this.next()}`;
    const { id } = await employees.create(SYSTEM, {
      shopId,
      username,
      email: `${username}@shop.example`,
      password: 'correct horse battery',
      firstName: `Agent${this.count}`,
      roleId,
    });
    return {
      kind: 'employee',
      id,
      shopId,
      name: `Agent${this.count}`,
      roleId,
      builtIn,
      grants: BUILT_IN_GRANTS[builtIn],
      teamIds,
      signInId: randomUUID(),
      accessVersion: 1,
    };
  }

  private next(): number {
    this.count += 1;
    return this.count;
  }
}
