import { differences, type StoredMessage, type Witness } from '../support/transcript-check';

const message = (seq: number, given: Partial<StoredMessage> = {}): StoredMessage => ({
  id: `id${seq}`,
  seq,
  publicSeq: seq,
  clientId: `client${seq}`,
  authorId: 'ann',
  body: `ann ${seq}`,
  ...given,
});

const stored = [message(1), message(2), message(3)];
const witness = (given: Partial<Witness> = {}): Witness => ({
  name: 'cem',
  audience: 'customer',
  confirmed: new Map([['client2', 2]]),
  shown: stored.map(({ id, seq }) => ({ id, seq })),
  ...given,
});

describe('the checker', () => {
  it('has nothing to say when all is well', () => {
    expect(differences(stored, [witness(), witness({ audience: 'staff' })])).toEqual([]);
  });

  it.each<[string, StoredMessage[], Partial<Witness>]>([
    ['a confirmed message that is lost', stored, { confirmed: new Map([['client9', 9]]) }],
    ['a confirmed message under another number', stored, { confirmed: new Map([['client2', 3]]) }],
    ['a confirmed message stored twice', [...stored, message(4, { clientId: 'client2' })], {}],
    [
      'a gap in the numbers',
      [message(1), message(3)],
      {
        confirmed: new Map(),
        shown: [
          { id: 'id1', seq: 1 },
          { id: 'id3', seq: 3 },
        ],
      },
    ],
    [
      'a gap in the public numbers',
      [message(1), message(2, { publicSeq: 5 })],
      {
        confirmed: new Map(),
        shown: [
          { id: 'id1', seq: 1 },
          { id: 'id2', seq: 5 },
        ],
      },
    ],
    [
      'a message that was not shown',
      stored,
      {
        shown: [
          { id: 'id1', seq: 1 },
          { id: 'id2', seq: 2 },
        ],
      },
    ],
    ['a message shown twice', stored, { shown: [...witness().shown, { id: 'id3', seq: 3 }] }],
    ['messages shown in another order', stored, { shown: [...witness().shown].reverse() }],
    ['a message shown that is not stored', stored, { shown: [...witness().shown, { id: 'ghost', seq: 4 }] }],
    [
      'a sender’s messages out of order',
      [message(1, { body: 'ann 2' }), message(2, { body: 'ann 1' }), message(3)],
      {},
    ],
  ])('finds %s', (_, rows, given) => {
    expect(differences(rows, [witness(given)])).not.toEqual([]);
  });
});
