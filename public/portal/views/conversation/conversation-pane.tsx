import { type DragEvent, useState } from 'react';
import { usePortal, useWords } from '../../context';
import { Composer } from './composer';
import styles from './conversation.module.css';
import { Thread } from './thread';
import { Typists } from './typists';
import { useConversation } from './use-conversation';

interface Props {
  conversationId: string;
  label: string;
  /** Stands in the empty field. */
  hint: string;
  canWrite: boolean;
}

/** What was said, and where to write on. Files can be dropped anywhere on it. */
export function ConversationPane({ conversationId, label, hint, canWrite }: Props) {
  const portal = usePortal();
  const { t } = useWords();
  const client = useConversation(conversationId);
  const [isDropping, setIsDropping] = useState(false);
  const hasFiles = (event: DragEvent) => canWrite && event.dataTransfer.types.includes('Files');
  return (
    <section
      className={styles.pane}
      aria-label={label}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setIsDropping(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsDropping(false);
      }}
      onDrop={(event) => {
        setIsDropping(false);
        if (!hasFiles(event)) return;
        event.preventDefault();
        portal.uploads(client?.conversationId ?? conversationId).add(event.dataTransfer.files);
      }}
    >
      {client && <Thread client={client} />}
      {client && <Typists client={client} />}
      {client && canWrite && <Composer client={client} hint={hint} />}
      {isDropping && <div className={styles.drop}>{t('new.dropHere')}</div>}
    </section>
  );
}
