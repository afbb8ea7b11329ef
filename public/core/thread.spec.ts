import type { MessageView } from '../../src/contract/conversations.dto';
import type { OutboxEntry } from './outbox';
import { threadRows } from './thread';

function message(seq: number, authorId: string, at: string): MessageView {
  return {
    id: `id-${seq}`,
    conversationId: 'c',
    seq,
    publicSeq: seq,
    clientId: `client-${seq}`,
    author: { kind: 'employee', id: authorId, name: authorId },
    visibility: 'public',
    body: '',
    system: null,
    attachments: [],
    createdAt: `2026-05-${at}:00.000Z`,
  };
}

const dayOf = (at: string) => at.slice(0, 10);

it('a thread has a line for each day, and groups what one person wrote in a few minutes', () => {
  const messages = [
    message(1, 'mira', '01T12:00'),
    message(2, 'mira', '01T12:01'),
    message(3, 'devi', '01T12:02'),
    message(4, 'devi', '01T12:20'),
    message(5, 'devi', '02T12:20'),
  ];

  const rows = threadRows(messages, [], dayOf).map((row) =>
    row.kind === 'message' ? `${row.message.seq}${row.isFirst ? ' first' : ''}${row.isLast ? ' last' : ''}` : row.kind,
  );

  expect(rows).toEqual(['day', '1 first', '2 last', '3 first last', '4 first last', 'day', '5 first last']);
});

it('an echo keeps its key when it becomes a message', () => {
  const entry = { clientId: 'client-1', visibility: 'public' } as OutboxEntry;
  const before = threadRows([], [{ entry, receipt: null }], dayOf);
  const after = threadRows([message(1, 'me', '01T12:00')], [], dayOf);

  expect(before.map(({ key }) => key)).toContain('client-1');
  expect(after.map(({ key }) => key)).toContain('client-1');
});
