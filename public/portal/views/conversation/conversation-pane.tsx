import { DropVeil } from '../../../ui/drop-veil';
import { useFileDrop } from '../../../ui/use-file-drop';
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
  const drop = useFileDrop({
    isWelcome: canWrite,
    onFiles: (files) => portal.uploads(client?.conversationId ?? conversationId).add(files),
  });
  return (
    <section className={styles.pane} aria-label={label} {...drop.target}>
      {client && <Thread client={client} />}
      {client && <Typists client={client} />}
      {client && canWrite && <Composer client={client} hint={hint} />}
      {drop.isDropping && <DropVeil>{t('new.dropHere')}</DropVeil>}
    </section>
  );
}
