import type { DataSource, EntityManager } from 'typeorm';
import { Chat } from '../chats/chat.entity';
import { Conversation } from '../conversations/conversation.entity';
import { Message } from '../conversations/message.entity';
import { newId } from '../core/ids';
import { searchTextOf } from '../core/normal';
import { Customer } from '../customers/customer.entity';
import { newCustomer } from '../customers/customer-edit';
import { StoredEvent } from '../database/stored-event.entity';
import { Review } from '../reviews/review.entity';
import { Shop } from '../shops/shop.entity';
import { SteadyRandom } from './random';
import { CUSTOMER_NAMES, REVIEW_COMMENTS, SCRIPTS, type Script } from './scripts';

const DAYS = 21;
const CHATS_A_DAY = 6;
const MINUTE = 60_000;

interface Past {
  shopId: string;
  teamIds: readonly string[];
  agentIds: readonly string[];
  /** The same seed gives the same past. */
  seed: number;
  now: Date;
}

/** Writes three weeks of ended chats, as if they had been held, in one transaction. */
export async function seedPast(dataSource: DataSource, past: Past): Promise<void> {
  const random = new SteadyRandom(past.seed);
  await dataSource.transaction(async (manager) => {
    const customers = CUSTOMER_NAMES.map((name, index) => customerOf(past, name, index, random));
    await manager.insert(Customer, customers);
    const earlier = new Map<string, number>();
    const starts = Array.from({ length: DAYS * CHATS_A_DAY }, () => startOf(past.now, random)).sort(
      (a, b) => a.getTime() - b.getTime(),
    );
    for (const [index, startedAt] of starts.entries()) {
      const customer = random.pick(customers);
      const chatsBefore = earlier.get(customer.id) ?? 0;
      earlier.set(customer.id, chatsBefore + 1);
      await seedChat(manager, { past, random, customer, chatsBefore, startedAt, number: index + 1 });
    }
    await manager.update(Shop, { id: past.shopId }, { lastChatNumber: starts.length });
  });
}

/** Some day of the past weeks, between nine and six. */
function startOf(now: Date, random: SteadyRandom): Date {
  const day = new Date(now.getTime() - random.between(1, DAYS) * 24 * 60 * MINUTE);
  day.setUTCHours(random.between(9, 17), random.between(0, 59), random.between(0, 59), 0);
  return day;
}

function customerOf({ shopId, now, seed }: Past, name: string, index: number, random: SteadyRandom): Customer {
  const email = `customer${seed}${index}@mail.example`;
  const since = new Date(now.getTime() - (DAYS + 1) * 24 * 60 * MINUTE);
  const customer = Object.assign(newCustomer(shopId, since), {
    name,
    phone: index % 3 === 0 ? `+1212555${String(100 + index).padStart(4, '0')}` : null,
    isVerified: random.next() < 0.3,
    isPriority: index % 8 === 0,
    searchText: searchTextOf(name, email),
  });
  customer.setEmail(email);
  return customer;
}

interface SeedChat {
  past: Past;
  random: SteadyRandom;
  customer: Customer;
  chatsBefore: number;
  startedAt: Date;
  number: number;
}

async function seedChat(manager: EntityManager, seed: SeedChat): Promise<void> {
  const { past, random, customer, chatsBefore, startedAt, number } = seed;
  const script = random.pick(SCRIPTS);
  const ids = {
    chatId: newId(),
    conversationId: newId(),
    agentId: random.pick(past.agentIds),
    teamId: random.pick(past.teamIds),
  };
  const takenAt = new Date(startedAt.getTime() + random.between(8, 240) * 1000);
  const times = timesOf(script, startedAt, takenAt, random);
  const closedAt = new Date((times.at(-1) ?? takenAt).getTime() + random.between(1, 5) * MINUTE);
  const messages = messagesOf(script, times, { ...ids, customerId: customer.id, startedAt, takenAt, closedAt });
  const answeredAt = messages.find(({ authorKind }) => authorKind === 'employee')?.createdAt ?? null;

  await manager.insert(Conversation, {
    id: ids.conversationId,
    shopId: past.shopId,
    customerId: customer.id,
    kind: 'chat',
    holderId: null,
    teamId: ids.teamId,
    isClosed: true,
    lastSeq: messages.length,
    lastPublicSeq: messages.length,
    lastTextSeq: messages.filter(({ kind }) => kind === 'text').at(-1)?.seq ?? 0,
    lastMessageAt: closedAt,
    awaitingSince: null,
    createdAt: startedAt,
  });
  await manager.insert(Message, messages);
  await manager.insert(Chat, {
    id: ids.chatId,
    shopId: past.shopId,
    number,
    conversationId: ids.conversationId,
    customerId: customer.id,
    openCustomerId: null,
    clientId: newId(),
    teamId: ids.teamId,
    agentId: ids.agentId,
    status: 'closed',
    queueOrder: customer.isPriority ? 0 : 1,
    queuedAt: startedAt,
    startedAt,
    takenAt,
    answeredAt,
    closedAt,
    closedByKind: 'employee',
    closedById: ids.agentId,
    closeReason: null,
    topic: script.topic,
    pageUrl: null,
    referrer: null,
    language: script.language,
    firstMessage: script.turns[0]?.[1] ?? '',
    chatsBefore,
    previousAgentId: null,
    searchText: searchTextOf(customer.name, customer.email, String(number), script.topic),
    version: 3,
    changedAt: closedAt,
  });
  await manager.insert(StoredEvent, [
    eventOf(
      past.shopId,
      ids.chatId,
      'chat.started',
      { kind: 'customer', id: customer.id },
      [null, 'waiting'],
      startedAt,
    ),
    eventOf(
      past.shopId,
      ids.chatId,
      'chat.taken',
      { kind: 'employee', id: ids.agentId },
      ['waiting', 'active'],
      takenAt,
    ),
    eventOf(
      past.shopId,
      ids.chatId,
      'chat.closed',
      { kind: 'employee', id: ids.agentId },
      ['active', 'closed'],
      closedAt,
    ),
  ]);
  if (random.next() < 0.6) {
    await manager.insert(Review, {
      id: newId(),
      chatId: ids.chatId,
      conversationId: ids.conversationId,
      customerId: customer.id,
      agentId: ids.agentId,
      rating: random.pick([5, 5, 5, 4, 4, 3, 2]),
      comment: random.pick(REVIEW_COMMENTS),
      createdAt: closedAt,
      updatedAt: closedAt,
    });
  }
}

/** When each turn is said: the customer opens, the agent answers after taking, then back and forth. */
function timesOf(script: Script, startedAt: Date, takenAt: Date, random: SteadyRandom): Date[] {
  let at = startedAt.getTime();
  return script.turns.map(([who], index) => {
    if (index > 0) at = Math.max(at, who === 'a' ? takenAt.getTime() : 0) + random.between(10, 90) * 1000;
    return new Date(at);
  });
}

interface Held {
  conversationId: string;
  customerId: string;
  agentId: string;
  startedAt: Date;
  takenAt: Date;
  closedAt: Date;
}

type SeedMessage = Omit<Message, 'conversation'>;

function messagesOf(script: Script, times: Date[], held: Held): SeedMessage[] {
  const entry = (type: 'chat.started' | 'chat.taken' | 'chat.closed', at: Date): Partial<SeedMessage> => ({
    kind: 'system',
    authorKind: 'system',
    authorId: null,
    clientId: null,
    body: '',
    system: { type, data: {} },
    createdAt: at,
  });
  const said = script.turns.map(
    ([who, body], index): Partial<SeedMessage> => ({
      kind: 'text',
      authorKind: who === 'c' ? 'customer' : 'employee',
      authorId: who === 'c' ? held.customerId : held.agentId,
      clientId: newId(),
      body,
      system: null,
      createdAt: times[index] ?? held.closedAt,
    }),
  );
  const all = [
    entry('chat.started', held.startedAt),
    ...said,
    entry('chat.taken', held.takenAt),
    entry('chat.closed', held.closedAt),
  ];
  all.sort((a, b) => (a.createdAt?.getTime() ?? 0) - (b.createdAt?.getTime() ?? 0));
  return all.map((message, index) => {
    const number = {
      seq: index + 1,
      publicSeq: index + 1,
      id: newId(),
      conversationId: held.conversationId,
      visibility: 'public',
    };
    return { ...message, ...number } as SeedMessage;
  });
}

function eventOf(
  shopId: string,
  chatId: string,
  name: string,
  actor: { kind: 'customer' | 'employee'; id: string },
  [fromStatus, toStatus]: [string | null, string | null],
  at: Date,
): StoredEvent {
  const subject = { subjectKind: 'chat', subjectId: chatId, actorKind: actor.kind, actorId: actor.id };
  return { id: newId(), shopId, name, ...subject, fromStatus, toStatus, before: null, after: null, at };
}
