import type { ChatView } from '../../../src/contract/chats.dto';
import type { MessageView } from '../../../src/contract/conversations.dto';
import type { Transcript } from '../../core/transcript';
import { byUrgency, liveStanding, type Standing } from './standing';

const chat = {
  id: 'chat',
  status: 'active',
  agent: { id: 'mira' },
  lastMessage: null,
  awaitingSince: null,
} as ChatView;

function said(publicSeq: number | null, kind: 'customer' | 'employee', body = 'x'): MessageView {
  const at = `2026-05-13T12:00:${String(publicSeq ?? 59).padStart(2, '0')}.000Z`;
  const id = kind === 'customer' ? 'aylin' : 'mira';
  return {
    id: at,
    publicSeq,
    author: { kind, id, name: id },
    body,
    attachments: [],
    system: null,
    createdAt: at,
  } as unknown as MessageView;
}

function heard(readSeq: number, ...messages: MessageView[]): Transcript {
  return { messages, hasOlder: false, readMarks: [{ readerKind: 'employee', readerId: 'mira', seq: readSeq }] };
}

describe('how a chat stands', () => {
  it('is that we owe an answer since the first message after our last one', () => {
    const transcript = heard(0, said(1, 'customer'), said(2, 'employee'), said(3, 'customer'), said(4, 'customer'));

    expect(liveStanding(chat, transcript, 'mira').awaitingSince).toBe('2026-05-13T12:00:03.000Z');
  });

  it('is that it is their turn once we have answered; a note is no answer', () => {
    const answered = heard(0, said(1, 'customer'), said(2, 'employee'));
    const noted = heard(0, said(1, 'customer'), said(null, 'employee'));

    expect(liveStanding(chat, answered, 'mira')).toMatchObject({ awaitingSince: null, isMine: true });
    expect(liveStanding(chat, noted, 'mira')).toMatchObject({
      awaitingSince: '2026-05-13T12:00:01.000Z',
      isMine: false,
    });
  });

  it('counts as unread what the customer wrote after what was seen', () => {
    const transcript = heard(1, said(1, 'customer'), said(2, 'employee'), said(3, 'customer'), said(4, 'customer'));

    expect(liveStanding(chat, transcript, 'mira').unread).toBe(2);
  });
});

it('puts who has waited longest first, then those whose turn it is, the latest first', () => {
  const row = (id: string, awaitingSince: string | null, at: string) => ({
    id,
    standing: { awaitingSince, last: { at } } as Standing,
  });
  const rows = [
    row('theirs, older', null, '1'),
    row('short', '5', '5'),
    row('theirs, newer', null, '2'),
    row('long', '3', '3'),
  ];

  expect(rows.sort(byUrgency).map(({ id }) => id)).toEqual(['long', 'short', 'theirs, newer', 'theirs, older']);
});
