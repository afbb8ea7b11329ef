import type { ConversationPage, MessageView } from '../../src/contract/conversations.dto';
import type { OutboxEntry } from './outbox';
import { applyMessage, applyPage, EMPTY_TRANSCRIPT, echoesOf, mergeMarks, type Transcript } from './transcript';

function message(seq: number, clientId: string | null = null): MessageView {
  return {
    id: `id-${seq}`,
    conversationId: 'c',
    seq,
    publicSeq: seq,
    clientId,
    author: { kind: 'employee', id: 'mira', name: 'Mira' },
    visibility: 'public',
    body: `message ${seq}`,
    system: null,
    attachments: [],
    createdAt: '2026-05-01T12:00:00.000Z',
  };
}

function page(seqs: number[], given: Partial<ConversationPage> = {}): ConversationPage {
  return {
    conversationId: 'c',
    messages: seqs.map((seq) => message(seq)),
    lastSeq: seqs.at(-1) ?? 0,
    hasOlder: (seqs[0] ?? 1) > 1,
    hasNewer: false,
    reset: false,
    readMarks: [],
    ...given,
  };
}

function holding(...seqs: number[]): Transcript {
  return applyPage(EMPTY_TRANSCRIPT, page(seqs));
}

const seqsOf = (transcript: Transcript) => transcript.messages.map(({ seq }) => seq);

describe('a pushed message', () => {
  it.each<[string, number[], number, number[] | 'gap']>([
    ['is added when it is the next one', [1, 2], 3, [1, 2, 3]],
    ['is ignored when it is there already', [1, 2], 2, [1, 2]],
    ['is ignored when it is older than the stretch', [5, 6], 2, [5, 6]],
    ['shows a gap when one was missed', [1, 2], 4, 'gap'],
    ['is the first of an empty conversation', [], 1, [1]],
  ])('%s', (_, held, seq, expected) => {
    const applied = applyMessage(holding(...held), message(seq));

    expect(applied === 'gap' ? applied : seqsOf(applied)).toEqual(expected);
  });
});

describe('a page', () => {
  it.each<[string, number[], number[], number[]]>([
    ['continues the stretch', [1, 2], [3, 4], [1, 2, 3, 4]],
    ['comes before the stretch', [5, 6], [3, 4], [3, 4, 5, 6]],
    ['overlaps without doubling', [1, 2, 3], [2, 3, 4], [1, 2, 3, 4]],
    ['takes the place of a stretch that it does not touch', [1, 2], [7, 8], [7, 8]],
  ])('%s', (_, held, read, expected) => {
    expect(seqsOf(applyPage(holding(...held), page(read)))).toEqual(expected);
  });

  it('knows after each merge whether there is more before it', () => {
    const newest = applyPage(EMPTY_TRANSCRIPT, page([5, 6], { hasOlder: true }));
    const whole = applyPage(newest, page([1, 2, 3, 4], { hasOlder: false }));

    expect([newest.hasOlder, whole.hasOlder]).toEqual([true, false]);
    expect(applyPage(newest, page([7])).hasOlder).toBe(true);
  });

  it('drops what the client had when the history is another one', () => {
    const replaced = applyPage(holding(1, 2, 3), page([1], { reset: true }));

    expect(seqsOf(replaced)).toEqual([1]);
  });

  it('that is empty changes nothing', () => {
    expect(seqsOf(applyPage(holding(1, 2), page([])))).toEqual([1, 2]);
  });
});

describe('echoes', () => {
  const waiting = (clientId: string) => ({ clientId, conversationId: 'c' }) as OutboxEntry;
  const receipt = message(1, 'a');

  it('show each message once: in the transcript, confirmed or waiting', () => {
    const transcript: Transcript = { ...EMPTY_TRANSCRIPT, messages: [message(1, 'a')] };
    const confirmed = [
      { entry: waiting('a'), receipt },
      { entry: waiting('b'), receipt },
    ];

    const echoes = echoesOf(transcript, confirmed, [waiting('b'), waiting('c')]);

    expect(echoes.map(({ entry, receipt: told }) => [entry.clientId, told !== null])).toEqual([
      ['b', true],
      ['c', false],
    ]);
  });
});

describe('read marks', () => {
  it('only move forward', () => {
    const mark = (seq: number) => ({ readerKind: 'customer' as const, readerId: 'x', seq });

    expect(mergeMarks([mark(4)], [mark(2)])).toEqual([mark(4)]);
    expect(mergeMarks([mark(4)], [mark(6)])).toEqual([mark(6)]);
  });
});
