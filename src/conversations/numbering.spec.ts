import { type Draft, type LockedConversation, takeNumbers } from './numbering';

const NOON = new Date('2026-11-21T12:00:00.000Z');
const LATER = new Date('2026-11-21T12:05:00.000Z');

function conversation(): LockedConversation {
  return {
    id: 'c',
    shopId: 's',
    kind: 'chat',
    customerId: 'ann',
    holderId: 'ben',
    teamId: null,
    isClosed: false,
    lastSeq: 0,
    lastPublicSeq: 0,
    lastTextSeq: 0,
    lastMessageAt: null,
    awaitingSince: null,
    sleepingSince: null,
    hiddenFrom: null,
    memberIds: null,
  };
}

const draft = (given: Partial<Draft>): Draft => ({
  kind: 'text',
  authorKind: 'customer',
  authorId: 'ann',
  clientId: 'x',
  visibility: 'public',
  body: 'Hello',
  system: null,
  ...given,
});
const note = draft({ authorKind: 'employee', visibility: 'internal' });
const entry = draft({ kind: 'system', authorKind: 'system' });
const answer = draft({ authorKind: 'employee' });

describe('taking numbers', () => {
  it('counts everything for staff and the public for the customer', () => {
    const log = conversation();

    const numbers = [draft({}), note, entry, answer]
      .map((one) => takeNumbers(log, one, NOON))
      .map(({ seq, publicSeq }) => [seq, publicSeq]);

    expect(numbers).toEqual([
      [1, 1],
      [2, null],
      [3, 2],
      [4, 3],
    ]);
    expect(log).toMatchObject({ lastSeq: 4, lastPublicSeq: 3, lastTextSeq: 4, lastMessageAt: NOON });
  });

  it.each<[string, Draft[], Date | null]>([
    ['nothing was said', [], null],
    ['the customer wrote', [draft({})], NOON],
    ['the customer wrote twice', [draft({}), draft({})], NOON],
    ['a note and an entry followed', [draft({}), note, entry], NOON],
    ['they were answered', [draft({}), answer], null],
    ['the agent wrote first', [answer], null],
  ])('knows since when the customer waits when %s', (_, drafts, expected) => {
    const log = conversation();

    drafts.forEach((one, index) => {
      takeNumbers(log, one, index === 0 ? NOON : LATER);
    });

    expect(log.awaitingSince).toEqual(expected);
  });
});
