import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');

/** A place in the built server, and what is put there instead. */
export interface Damage {
  file: string;
  find: string;
  replace: string;
}

/**
 * What a build can get wrong. Each is the product with one rule taken out, made here from the finished build: nothing in
 * the product can switch it on.
 */
const DAMAGES = {
  acknowledgesBeforeCommit: [
    {
      file: 'conversations/message-writer.js',
      find: 'await this.conversations.tellWritten(tx, written.written);',
      replace: `for (const [index, outcome] of written.outcomes.entries()) batch[index]?.settle(outcome);
                await new Promise((resolve) => setTimeout(resolve, 30));
                await this.conversations.tellWritten(tx, written.written);`,
    },
  ],
  emitsBeforeCommit: [
    {
      file: 'conversations/message-writer.js',
      find: 'await this.conversations.tellWritten(tx, written.written);',
      replace: `this.events.publishMessages(written.committed);
                await new Promise((resolve) => setTimeout(resolve, 30));
                await this.conversations.tellWritten(tx, written.written);`,
    },
  ],
  claimsByReadThenWrite: [
    {
      file: 'chats/chat-transitions.service.js',
      find: 'const chat = await tx.lock(chat_entity_1.Chat, { id: chatId });',
      replace: 'const chat = await tx.manager.findOneBy(chat_entity_1.Chat, { id: chatId });',
    },
  ],
  locksNoRow: [
    {
      file: 'database/unit-of-work.js',
      find: "lock: { mode: 'pessimistic_write' }",
      replace: '',
    },
  ],
  doesNotResume: [
    {
      file: 'realtime/conversation-rooms.js',
      find: 'return await this.messages.page(socket.data.actor, conversationId, from);',
      replace: `const page = await this.messages.page(socket.data.actor, conversationId, from);
            return from.afterSeq ? { ...page, messages: [], lastSeq: from.afterSeq } : page;`,
    },
    {
      file: 'realtime/message-feed.js',
      find: 'if (shown && seq > shown.seq)',
      replace: 'if (false)',
    },
  ],
  startsImportsOver: [
    {
      file: 'imports/import-runner.service.js',
      find: 'from: { byte: job.byte, line: job.line }',
      replace: 'from: table.rowsFrom',
    },
    {
      file: 'imports/import-batches.service.js',
      find: ' || job.byte !== from.byte',
      replace: '',
    },
  ],
} satisfies Record<string, Damage[]>;

/** Faults that strike from within, at the very moment that matters; everything else is the product as it is. */
const STRIKES = {
  diesAfterCommit: [
    {
      file: 'conversations/message-writer.js',
      find: 'this.events.publishMessages(committed);',
      replace: `if (Math.random() < 0.01) process.kill(process.pid, 'SIGKILL');
            this.events.publishMessages(committed);`,
    },
  ],
  deadlocksOften: [
    {
      file: 'database/unit-of-work.js',
      find: 'const result = await work(tx);',
      replace: `const result = await work(tx);
                if (Math.random() < 0.2) {
                    const cause = Object.assign(new Error('Deadlock found'), { code: 'ER_LOCK_DEADLOCK' });
                    throw new typeorm_1.QueryFailedError('COMMIT', [], cause);
                }`,
    },
  ],
} satisfies Record<string, Damage[]>;

export type Broken = keyof typeof DAMAGES;
export type Strike = keyof typeof STRIKES;

interface AlteredBuild {
  /** The program to start. */
  program: string;
  remove: () => void;
}

export function breakBuild(name: Broken | Strike): AlteredBuild {
  return alterBuild(name, { ...DAMAGES, ...STRIKES }[name]);
}

/** A copy of the build with this done to it. Gone with `remove`. */
export function alterBuild(name: string, alterations: readonly Damage[]): AlteredBuild {
  const shelf = join(ROOT, 'node_modules/.cache/shopbell');
  mkdirSync(shelf, { recursive: true });
  const folder = mkdtempSync(join(shelf, `${name}-`));
  for (const part of ['src', 'migrations'])
    cpSync(join(ROOT, 'dist', part), join(folder, 'dist', part), { recursive: true });
  symlinkSync(join(ROOT, 'dist/public'), join(folder, 'dist/public'));
  for (const { file, find, replace } of alterations) {
    const path = join(folder, 'dist/src', file);
    const pieces = readFileSync(path, 'utf8').split(find);
    if (pieces.length !== 2) throw new Error(`${file} has ${pieces.length - 1} places to damage, not one: ${find}`);
    writeFileSync(path, pieces.join(replace));
  }
  return { program: join(folder, 'dist/src/main.js'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
