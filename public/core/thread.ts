import type { MessageView } from '../../src/contract/conversations.dto';
import type { Echo } from './transcript';

export type ThreadRow =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'system'; key: string; message: MessageView }
  | { kind: 'message'; key: string; message: MessageView; isFirst: boolean; isLast: boolean }
  | { kind: 'echo'; key: string; echo: Echo; isFirst: boolean; isLast: boolean };

const GROUP_MS = 3 * 60_000;

/**
 * The transcript as it is laid out: a line where a new day begins, and messages that one person wrote shortly after
 * each other as a group. `key` stays the same when an echo becomes a message, so that it keeps its place on the screen.
 */
export function threadRows(
  messages: readonly MessageView[],
  echoes: readonly Echo[],
  dayOf: (at: string) => string,
): ThreadRow[] {
  const rows: ThreadRow[] = [];
  let day = '';
  for (const message of messages) {
    if (dayOf(message.createdAt) !== day) {
      day = dayOf(message.createdAt);
      rows.push({ kind: 'day', key: `day:${message.createdAt}`, at: message.createdAt });
    }
    if (message.system) rows.push({ kind: 'system', key: message.id, message });
    else rows.push({ kind: 'message', key: message.clientId ?? message.id, message, isFirst: true, isLast: true });
  }
  for (const echo of echoes) rows.push({ kind: 'echo', key: echo.entry.clientId, echo, isFirst: true, isLast: true });

  return rows.map((row, index) => {
    if (row.kind !== 'message' && row.kind !== 'echo') return row;
    return { ...row, isFirst: !belongTogether(rows[index - 1], row), isLast: !belongTogether(row, rows[index + 1]) };
  });
}

function belongTogether(before: ThreadRow | undefined, after: ThreadRow | undefined): boolean {
  if (before?.kind === 'echo' && after?.kind === 'echo')
    return before.echo.entry.visibility === after.echo.entry.visibility;
  if (before?.kind !== 'message' || after?.kind !== 'message') return false;
  return (
    before.message.author.id === after.message.author.id &&
    before.message.author.kind === after.message.author.kind &&
    before.message.visibility === after.message.visibility &&
    Date.parse(after.message.createdAt) - Date.parse(before.message.createdAt) < GROUP_MS
  );
}
