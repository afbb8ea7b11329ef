import type { ConversationPage, MessageView, ReadMarkView } from '../../src/contract/conversations.dto';
import type { OutboxEntry } from './outbox';

/** What a client knows of a conversation: one stretch of messages without gaps, up to the newest it has heard of. */
export interface Transcript {
  readonly messages: readonly MessageView[];
  readonly hasOlder: boolean;
  readonly readMarks: readonly ReadMarkView[];
}

export const EMPTY_TRANSCRIPT: Transcript = { messages: [], hasOlder: false, readMarks: [] };

export function lastSeq({ messages }: Transcript): number {
  return messages.at(-1)?.seq ?? 0;
}

/** Adds a pushed message when it is the next one; says `gap` when one was missed; ignores what is there already. */
export function applyMessage(transcript: Transcript, message: MessageView): Transcript | 'gap' {
  const last = lastSeq(transcript);
  if (message.seq <= last) return transcript;
  if (message.seq > last + 1) return 'gap';
  return { ...transcript, messages: [...transcript.messages, message] };
}

/** Merges a page that was asked for, before, after or instead of what is there. */
export function applyPage(transcript: Transcript, page: ConversationPage): Transcript {
  const readMarks = mergeMarks(page.reset ? [] : transcript.readMarks, page.readMarks);
  const known = page.reset ? [] : transcript.messages;
  const [first] = page.messages;
  if (!first) return { messages: known, hasOlder: page.reset ? page.hasOlder : transcript.hasOlder, readMarks };

  const start = known[0]?.seq;
  const touchesBefore = start !== undefined && lastSeq({ ...transcript, messages: page.messages }) + 1 >= start;
  const touchesAfter = start !== undefined && first.seq <= lastSeq(transcript) + 1;
  // A page that stands apart is newer than what is there: the stretch between is read again when somebody scrolls up.
  if (!touchesBefore || !touchesAfter) return { messages: page.messages, hasOlder: page.hasOlder, readMarks };

  const bySeq = new Map([...known, ...page.messages].map((message) => [message.seq, message]));
  const messages = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  return { messages, hasOlder: first.seq < start ? page.hasOlder : transcript.hasOlder, readMarks };
}

/** Read marks only move forward, whatever order they arrive in. */
export function mergeMarks(known: readonly ReadMarkView[], told: readonly ReadMarkView[]): readonly ReadMarkView[] {
  const byReader = new Map(known.map((mark) => [mark.readerId, mark]));
  for (const mark of told) {
    const before = byReader.get(mark.readerId);
    if (!before || before.seq < mark.seq) byReader.set(mark.readerId, mark);
  }
  return [...byReader.values()];
}

/** One's own message that the transcript does not hold yet. */
export interface Echo {
  entry: OutboxEntry;
  /** Set between the confirmation and the arrival of the message itself. */
  receipt: MessageView | null;
}

/** What to show below the transcript: confirmed first, then what waits, each once. */
export function echoesOf(
  { messages }: Transcript,
  confirmed: readonly Echo[],
  waiting: readonly OutboxEntry[],
): readonly Echo[] {
  const shown = new Set(messages.map((message) => message.clientId));
  const echoes = [...confirmed, ...waiting.map((entry) => ({ entry, receipt: null }))];
  return echoes.filter(({ entry }) => {
    if (shown.has(entry.clientId)) return false;
    shown.add(entry.clientId);
    return true;
  });
}

/** Public number of the newest message that somebody of the other side has seen. */
export function seenBy({ readMarks }: Transcript, kind: ReadMarkView['readerKind']): number {
  return Math.max(0, ...readMarks.filter((mark) => mark.readerKind === kind).map((mark) => mark.seq));
}

/** The same where both sides are of one kind. */
export function seenByOthers({ readMarks }: Transcript, me: string): number {
  return Math.max(0, ...readMarks.filter((mark) => mark.readerId !== me).map((mark) => mark.seq));
}

export function readSeqOf({ readMarks }: Transcript, readerId: string): number {
  return readMarks.find((mark) => mark.readerId === readerId)?.seq ?? 0;
}
