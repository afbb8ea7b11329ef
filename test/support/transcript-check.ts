/** A message as the database holds it. */
export interface StoredMessage {
  id: string;
  seq: number;
  publicSeq: number | null;
  clientId: string | null;
  authorId: string | null;
  body: string;
}

/** What one person was told in one conversation. */
export interface Witness {
  name: string;
  audience: 'staff' | 'customer';
  /** Sent and confirmed: `clientId` to the number in the confirmation. */
  confirmed: ReadonlyMap<string, number>;
  /** What is on their screen in the end. */
  shown: readonly { id: string; seq: number }[];
}

/**
 * Holds what people were told against what is stored; answers in what they differ. Confirmed messages are there once,
 * under the number that was confirmed; numbers have no gaps; every screen shows exactly what is stored, in its order;
 * and each sender's messages are in the order in which they wrote them (the last word of a body counts them).
 */
export function differences(stored: readonly StoredMessage[], witnesses: readonly Witness[]): string[] {
  const found: string[] = [];
  const inOrder = [...stored].sort((a, b) => a.seq - b.seq);
  const numberOf = (message: StoredMessage, audience: Witness['audience']) =>
    audience === 'staff' ? message.seq : message.publicSeq;

  found.push(
    ...gaps(
      'number',
      inOrder.map(({ seq }) => seq),
    ),
  );
  found.push(
    ...gaps(
      'public number',
      inOrder.map(({ publicSeq }) => publicSeq).filter((seq) => seq !== null),
    ),
  );

  const lastOf = new Map<string, number>();
  for (const { authorId, clientId, body } of inOrder) {
    if (!authorId || !clientId) continue;
    const count = Number(body.split(' ').at(-1));
    if (count <= (lastOf.get(authorId) ?? -1)) found.push(`out of the sender's order or twice: ${body}`);
    lastOf.set(authorId, count);
  }

  for (const { name, audience, confirmed, shown } of witnesses) {
    for (const [clientId, number] of confirmed) {
      const kept = inOrder.filter((message) => message.clientId === clientId);
      const numbers = kept.map((message) => numberOf(message, audience));
      if (numbers.length !== 1 || numbers[0] !== number)
        found.push(`${name}: confirmed as ${number}, stored as ${numbers.join(' and ') || 'nothing'}`);
    }
    const expected = inOrder
      .filter((message) => numberOf(message, audience) !== null)
      .map((message) => `${numberOf(message, audience)} ${message.id}`);
    const seen = shown.map(({ id, seq }) => `${seq} ${id}`);
    const at = expected.findIndex((entry, index) => entry !== seen[index]);
    if (at >= 0 || seen.length !== expected.length)
      found.push(`${name}: the screen differs from entry ${at} on (${seen.length} of ${expected.length} shown)`);
  }
  return found;
}

function gaps(what: string, numbers: readonly number[]): string[] {
  const wrong = numbers.filter((number, index) => number !== index + 1);
  return wrong.length > 0 ? [`${what}s have a gap or one twice before ${wrong[0]}`] : [];
}
