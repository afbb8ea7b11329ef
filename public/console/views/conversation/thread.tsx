import type { ConversationClient } from '../../../core/conversation-client';
import { seenBy, seenByOthers } from '../../../core/transcript';
import { ThreadFrame } from '../../../ui/thread-frame';
import { useStore } from '../../../ui/use-store';
import { useThreadRows } from '../../../ui/use-thread-rows';
import { useDesk } from '../../context';
import type { Talk } from '../../model/talk';
import { ThreadRowView } from './thread-row';
import { useFirstUnread } from './use-first-unread';

interface Props {
  talk: Talk;
  client: ConversationClient;
}

/** What was said, with where one stopped reading and what the other side has seen. */
export function Thread({ talk, client }: Props) {
  const { me, outbox } = useDesk();
  const transcript = useStore(client.transcript);
  const rows = useThreadRows(client, outbox);
  const firstUnread = useFirstUnread(client, transcript, talk.other, me.id);
  const seenSeq = talk.other === 'customer' ? seenBy(transcript, 'customer') : seenByOthers(transcript, me.id);
  const lastOwn = rows.findLast(
    (row) => row.kind === 'message' && row.message.author.id === me.id && row.message.publicSeq !== null,
  )?.key;

  return (
    <ThreadFrame client={client} rows={rows} marksRead={talk.isMine}>
      {rows.map((row) => (
        <ThreadRowView
          key={row.key}
          row={row}
          other={talk.other}
          isFirstUnread={row.kind === 'message' && talk.isMine && row.message.id === firstUnread}
          isSeen={row.key === lastOwn && row.kind === 'message' && (row.message.publicSeq ?? 0) <= seenSeq}
        />
      ))}
    </ThreadFrame>
  );
}
