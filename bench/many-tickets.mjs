/** Tickets with customers and conversations, made by the database itself: who could file a million through the door? */
import { onServer } from './servers.mjs';

const CUSTOMERS = 1000;
const UNFINISHED = 10_000;
const AT_ONCE = 50_000;
const CLOSED_DUE = "'9999-12-31 12:00:00.000'";
const NAMES = ['Asha Rao', 'Ben Cole', 'Chitra Iyer', 'Dev Shah', 'Eva Lind', 'Farid Aziz', 'Gita Nair'];
const THINGS = ['a blue kettle', 'the winter coat', 'my invoice', 'a bicycle lamp', 'the gift card', 'two chairs'];
/** For who needs no people who can sign in. */
const NOBODY = {
  agentIds: Array.from({ length: 60 }, (_, index) => `01900007-0000-7000-8000-${String(index).padStart(12, '0')}`),
  teamIds: Array.from({ length: 8 }, (_, index) => `01900006-0000-7000-8000-${String(index).padStart(12, '0')}`),
};
const CREATED = "'2024-01-01' + INTERVAL (seq * 91) SECOND";

/**
 * The shop's tickets from one number to another. A tenth of the last ten thousand is not closed yet, and whatever was
 * not before has been closed by then: a shop works through what it has, however long it is there.
 */
export async function fillTickets({ database }, shopId, { from = 1, to, messagesEach = 2, ...people }) {
  const { agentIds, teamIds } = { ...NOBODY, ...people };
  const into = (table, values, seq) => insert(database, table, values, seq);
  if (from === 1) await into('customers', customer(shopId), [1, CUSTOMERS]);
  await onServer(
    `SET STATEMENT foreign_key_checks = 0 FOR UPDATE ${database}.tickets SET status = 'closed', closedAt = createdAt + INTERVAL 1 DAY, dueAt = ${CLOSED_DUE}
     WHERE shopId = '${shopId}' AND status <> 'closed'`,
  );
  const tickets = ticket(shopId, to, agentIds, teamIds);
  for (let first = from; first <= to; first += AT_ONCE) {
    const seq = [first, Math.min(to, first + AT_ONCE - 1)];
    await into('conversations', conversation(shopId, tickets, messagesEach), seq);
    await into('messages', message(messagesEach, agentIds), [(first - 1) * messagesEach, seq[1] * messagesEach - 1]);
    await into('tickets', tickets, seq);
  }
  await onServer(`UPDATE ${database}.shops SET lastTicketNumber = ${to} WHERE id = '${shopId}'`);
  for (const table of ['tickets', 'conversations', 'messages']) await onServer(`ANALYZE TABLE ${database}.${table}`);
}

function customer(shopId) {
  const name = `CONCAT(${oneOf(NAMES)}, ' ', seq)`;
  const email = "CONCAT('customer', seq, '@mail.example')";
  return {
    ...{ id: id(3), shopId: `'${shopId}'`, name, email },
    ...{ searchText: `LOWER(CONCAT(${name}, ' ', ${email}))`, isActive: '1' },
    ...{ createdAt: "'2024-01-01'", updatedAt: "'2024-01-01'", version: '1' },
  };
}

function conversation(shopId, { customerId, assigneeId, teamId, status, createdAt }, lastSeq) {
  return {
    ...{ id: id(2), shopId: `'${shopId}'`, kind: "'ticket'", customerId, holderId: assigneeId, teamId, createdAt },
    ...{ isClosed: `${status} = 'closed'`, lastSeq, lastPublicSeq: lastSeq, lastTextSeq: lastSeq },
    lastMessageAt: `${createdAt} + INTERVAL 1 HOUR`,
  };
}

/** Customer and agent in turn. */
function message(each, agentIds) {
  const of = `(1 + seq DIV ${each})`;
  const place = `(1 + MOD(seq, ${each}))`;
  const isAgent = `MOD(${place}, 2) = 0`;
  return {
    ...{ conversationId: id(2, of), seq: place, id: id(8), publicSeq: place, kind: "'text'", visibility: "'public'" },
    authorKind: `IF(${isAgent}, 'employee', 'customer')`,
    authorId: `IF(${isAgent}, ${oneOf(agentIds, of)}, ${id(3, `1 + MOD(${of}, ${CUSTOMERS})`)})`,
    body: `CONCAT('We are looking into ', ${oneOf(THINGS, of)}, ', number ', ${place})`,
    createdAt: "'2024-01-01' + INTERVAL (seq * 9) SECOND",
  };
}

function ticket(shopId, to, agentIds, teamIds) {
  const closed = `${CREATED} + INTERVAL FLOOR(600 + 864000 * POW(RAND(seq), 3)) SECOND`;
  const rest = `IF(seq > ${to - UNFINISHED}, MOD(seq, 100), 99)`;
  const isOpen = `${rest} < 3`;
  const isUnfinished = `${rest} < 10`;
  const title = `CONCAT('About ', ${oneOf(THINGS)}, ' of order ', seq)`;
  const description = `CONCAT('It was promised for Monday, and "soon" is all I hear about ', ${oneOf(THINGS)}, '.')`;
  const customerId = id(3, `1 + MOD(seq, ${CUSTOMERS})`);
  return {
    ...{ id: id(1), shopId: `'${shopId}'`, number: 'seq', conversationId: id(2), customerId },
    ...{ clientId: id(4), createdByKind: "'customer'", createdById: customerId },
    teamId: oneOf(teamIds, 'seq DIV 7'),
    assigneeId: `IF(${isOpen}, NULL, ${oneOf(agentIds)})`,
    status: `CASE WHEN ${isOpen} THEN 'open' WHEN ${rest} = 9 THEN 'on_hold' WHEN ${isUnfinished} THEN 'in_progress' ELSE 'closed' END`,
    priority: "ELT(1 + MOD(seq, 4), 'low', 'normal', 'high', 'urgent')",
    category: "CONCAT('Category ', MOD(seq, 10))",
    ...{ source: "'portal'", title, description, tags: "'[]'", pauses: "'[]'" },
    ...{ contactEmail: "CONCAT('customer', seq, '@mail.example')", isEmailValid: '1', isPhoneValid: '1' },
    searchText: `LOWER(CONCAT('#', seq, ' ', ${title}, ' ', ${oneOf(NAMES)}, ' customer', seq, '@mail.example ', ${description}))`,
    ...{ createdAt: CREATED, updatedAt: CREATED, version: '1' },
    claimedAt: `IF(${isOpen}, NULL, ${CREATED} + INTERVAL 300 SECOND)`,
    firstResponseAt: `IF(${isOpen}, NULL, ${CREATED} + INTERVAL FLOOR(60 + 36000 * POW(RAND(seq + 1), 2)) SECOND)`,
    closedAt: `IF(${isUnfinished}, NULL, ${closed})`,
    firstResponseDueAt: `${CREATED} + INTERVAL 4 HOUR`,
    firstResponseRiskAt: `${CREATED} + INTERVAL 3 HOUR`,
    resolutionDueAt: `${CREATED} + INTERVAL 3 DAY`,
    resolutionRiskAt: `${CREATED} + INTERVAL 54 HOUR`,
    dueAt: `IF(${isUnfinished}, ${CREATED} + INTERVAL 3 DAY, ${CLOSED_DUE})`,
  };
}

/** What is not named is empty, or nothing. */
async function insert(database, table, values, [first, last]) {
  const columns = await columnsOf(database, table);
  const unknown = Object.keys(values).filter((name) => !columns.some((column) => column.name === name));
  if (unknown.length > 0) throw new Error(`${table} has no ${unknown.join(', ')}`);
  const names = columns.map(({ name }) => `\`${name}\``);
  const cells = columns.map(({ name, type, isNullable }) => values[name] ?? (isNullable ? 'NULL' : plain(type)));
  await onServer(
    `SET STATEMENT foreign_key_checks = 0, unique_checks = 0, max_statement_time = 0 FOR
     INSERT INTO ${database}.${table} (${names.join(', ')})
     SELECT ${cells.join(', ')} FROM ${database}.seq_${first}_to_${last}`,
  );
}

async function columnsOf(database, table) {
  const rows = await onServer(
    `SELECT column_name AS name, data_type AS type, is_nullable AS nullable FROM information_schema.columns
     WHERE table_schema = '${database}' AND table_name = '${table}'`,
  );
  return rows.map(({ name, type, nullable }) => ({ name, type, isNullable: nullable === 'YES' }));
}

function plain(type) {
  return /int/.test(type) ? '0' : "''";
}

/** An id that is the same for the same thing, in its order. */
function id(kind, of = 'seq') {
  return `CONCAT('0190000${kind}-0000-7000-8000-', LPAD(HEX(${of}), 12, '0'))`;
}

function oneOf(texts, of = 'seq') {
  return `ELT(1 + MOD(${of}, ${texts.length}), ${texts.map((text) => `'${text}'`).join(', ')})`;
}
