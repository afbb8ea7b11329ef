import { type DragEvent, useState } from 'react';
import { useSelected } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import { failureText } from '../../failure-words';
import { usePlace } from '../../place';
import { Composer } from '../composer/composer';
import { useOpenChatQuery } from '../shell/use-open-chat';
import styles from './conversation.module.css';
import { Header } from './header';
import { NothingOpen } from './nothing-open';
import { Thread } from './thread';
import { Typists } from './typists';

/** The open chat: what was said, and where to answer. Files can be dropped anywhere on it. */
export function Conversation() {
  const desk = useDesk();
  const { t } = useWords();
  const { chatId } = usePlace();
  const { data: chat, error } = useOpenChatQuery();
  const [isDropping, setIsDropping] = useState(false);
  const client = useSelected(desk.pool.clients, (clients) => (chat ? clients.get(chat.conversationId) : undefined));

  if (!chatId) return <NothingOpen />;
  if (!chat) {
    return (
      <main className={styles.pane} data-pane="conversation" aria-busy={!error}>
        {error && (
          <p className={styles.failure} role="alert">
            {failureText(t, error)}
          </p>
        )}
      </main>
    );
  }

  const canWrite = chat.can.reply || chat.can.note;
  const hasFiles = (event: DragEvent) => canWrite && event.dataTransfer.types.includes('Files');
  return (
    <main
      className={styles.pane}
      data-pane="conversation"
      aria-label={t('conversation.label', { name: chat.customer.name })}
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
        desk.uploads(chat.conversationId).add(event.dataTransfer.files);
      }}
    >
      <Header key={`header:${chat.id}`} chat={chat} />
      {client && <Thread key={chat.id} chat={chat} client={client} />}
      {client && <Typists client={client} />}
      {client && <Composer key={`composer:${chat.id}`} chat={chat} client={client} />}
      {isDropping && <div className={styles.drop}>{t('composer.drop')}</div>}
    </main>
  );
}
