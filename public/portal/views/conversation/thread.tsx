import type { ConversationClient } from '../../../core/conversation-client';
import { seenBy } from '../../../core/transcript';
import { ThreadFrame } from '../../../ui/thread-frame';
import { useStore } from '../../../ui/use-store';
import { useThreadRows } from '../../../ui/use-thread-rows';
import { usePortal } from '../../context';
import { ThreadRowView } from './thread-row';

/** What was said, with how far the newest of one's own has come. */
export function Thread({ client }: { client: ConversationClient }) {
  const { me, outbox } = usePortal();
  const transcript = useStore(client.transcript);
  const rows = useThreadRows(client, outbox);
  const seenSeq = seenBy(transcript, 'employee');
  const lastOwn = rows.findLast(
    (row) => row.kind === 'echo' || (row.kind === 'message' && row.message.author.id === me.id),
  )?.key;

  return (
    <ThreadFrame client={client} rows={rows} marksRead isTabStop>
      {rows.map((row) => (
        <ThreadRowView
          key={row.key}
          row={row}
          isLastOwn={row.key === lastOwn}
          isSeen={row.kind === 'message' && row.message.seq <= seenSeq}
        />
      ))}
    </ThreadFrame>
  );
}
