import type { EntityManager } from 'typeorm';
import { databaseTime } from '../core/paging';
import { marks, timeOf } from '../core/plain-rows';
import { portions, wholePortion } from '../database/insert-rows';
import { isSqlite, prepared } from '../database/prepared';
import type { ConversationKind } from './conversation.entity';
import type { LockedConversation, NumberedMessage } from './numbering';

/*
 * The statements of the hot path, written out: a batch is one statement of each kind, whatever its size, and costs
 * the ORM's mapping nothing. Both databases understand them; SQLite, which has one writer, needs no row locks.
 */

interface ConversationRow {
  id: string;
  shopId: string;
  customerId: string | null;
  holderId: string | null;
  teamId: string | null;
  kind: ConversationKind;
  isClosed: number;
  lastSeq: number;
  lastPublicSeq: number;
  lastTextSeq: number;
  lastMessageAt: Date | string | null;
  awaitingSince: Date | string | null;
  sleepingSince: Date | string | null;
  hiddenFrom: string[] | string | null;
  memberIds: string[] | string | null;
}

/** The conversations, locked until the transaction ends, in the order of their ids so that batches cannot deadlock. */
export async function lockConversations(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, LockedConversation>> {
  const wanted = wholePortion(ids);
  const rows = await prepared<ConversationRow>(
    manager,
    `SELECT id, shopId, customerId, kind, holderId, teamId, isClosed, lastSeq, lastPublicSeq, lastTextSeq, lastMessageAt,
       awaitingSince, sleepingSince, hiddenFrom, memberIds
     FROM conversations WHERE id IN (${marks(wanted.length)}) ORDER BY id ${forUpdate(manager)}`,
    wanted,
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...row,
        isClosed: Boolean(row.isClosed),
        lastMessageAt: row.lastMessageAt === null ? null : timeOf(row.lastMessageAt),
        awaitingSince: row.awaitingSince === null ? null : timeOf(row.awaitingSince),
        sleepingSince: row.sleepingSince === null ? null : timeOf(row.sleepingSince),
        hiddenFrom: idsOf(row.hiddenFrom),
        memberIds: idsOf(row.memberIds),
      },
    ]),
  );
}

const MESSAGE_COLUMNS = [
  'conversationId',
  'seq',
  'id',
  'publicSeq',
  'kind',
  'authorKind',
  'authorId',
  'clientId',
  'visibility',
  'body',
  'system',
  'createdAt',
] as const;

export async function insertMessages(manager: EntityManager, messages: readonly NumberedMessage[]): Promise<void> {
  const row = `(${marks(MESSAGE_COLUMNS.length)})`;
  for (const some of portions(messages))
    await prepared(
      manager,
      `INSERT INTO messages (${MESSAGE_COLUMNS.map((name) => `\`${name}\``).join(', ')}) VALUES ${some.map(() => row).join(', ')}`,
      some.flatMap((message) => [
        message.conversationId,
        message.seq,
        message.id,
        message.publicSeq,
        message.kind,
        message.authorKind,
        message.authorId,
        message.clientId,
        message.visibility,
        message.body,
        message.system && JSON.stringify(message.system),
        databaseTime(message.createdAt),
      ]),
    );
}

const COUNTERS = ['lastSeq', 'lastPublicSeq', 'lastTextSeq', 'lastMessageAt', 'awaitingSince'];
/** What a new row could not be without. */
const NEVER_STORED = { shopId: "''", kind: "''", isClosed: '0', createdAt: "'2000-01-01'" };

/**
 * Stores the counters that `takeNumbers` moved. The rows are there and locked, so nothing is ever inserted: a statement
 * that inserts or updates is the only one that gives many rows values of their own without searching a list for each.
 */
export async function saveCounters(
  manager: EntityManager,
  conversations: readonly LockedConversation[],
): Promise<void> {
  const row = `(${Object.values(NEVER_STORED).join(', ')}, ?, ${marks(COUNTERS.length)})`;
  const sets = COUNTERS.map((name) =>
    isSqlite(manager) ? `${name} = excluded.${name}` : `${name} = VALUES(${name})`,
  ).join(', ');
  const all = wholePortion(conversations);
  await prepared(
    manager,
    `INSERT INTO conversations (${[...Object.keys(NEVER_STORED), 'id', ...COUNTERS].join(', ')})
     VALUES ${all.map(() => row).join(', ')}
     ${isSqlite(manager) ? 'ON CONFLICT (id) DO UPDATE SET' : 'ON DUPLICATE KEY UPDATE'} ${sets}`,
    all.flatMap((conversation) => [
      conversation.id,
      conversation.lastSeq,
      conversation.lastPublicSeq,
      conversation.lastTextSeq,
      conversation.lastMessageAt && databaseTime(conversation.lastMessageAt),
      conversation.awaitingSince && databaseTime(conversation.awaitingSince),
    ]),
  );
}

/** Stores who may answer, and the counters, of one conversation that is locked. */
export async function saveLocked(manager: EntityManager, conversation: LockedConversation): Promise<void> {
  const { id, kind, holderId, teamId, isClosed, lastMessageAt, awaitingSince, sleepingSince, hiddenFrom } =
    conversation;
  await manager.query(
    `UPDATE conversations SET kind = ?, holderId = ?, teamId = ?, isClosed = ?, sleepingSince = ?, hiddenFrom = ?,
       ${COUNTERS.map((name) => `${name} = ?`).join(', ')}
     WHERE id = ?`,
    [
      kind,
      holderId,
      teamId,
      isClosed ? 1 : 0,
      sleepingSince && databaseTime(sleepingSince),
      hiddenFrom && JSON.stringify(hiddenFrom),
      conversation.lastSeq,
      conversation.lastPublicSeq,
      conversation.lastTextSeq,
      lastMessageAt && databaseTime(lastMessageAt),
      awaitingSince && databaseTime(awaitingSince),
      id,
    ],
  );
}

/** Stores who holds each of the conversations, all of them locked. */
export async function saveHolders(manager: EntityManager, holders: ReadonlyMap<string, string>): Promise<void> {
  await manager.query(
    `UPDATE conversations SET holderId = CASE id ${'WHEN ? THEN ? '.repeat(holders.size)}END WHERE id IN (${marks(holders.size)})`,
    [...[...holders].flat(), ...holders.keys()],
  );
}

export function forUpdate(manager: EntityManager): string {
  return isSqlite(manager) ? '' : 'FOR UPDATE';
}

/** SQLite gives JSON as text. */
function idsOf(value: string[] | string | null): string[] | null {
  return typeof value === 'string' ? (JSON.parse(value) as string[]) : value;
}
