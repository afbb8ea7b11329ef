import { type ReactNode, useEffect, useRef } from 'react';
import { DropVeil } from '../../../ui/drop-veil';
import { useFileDrop } from '../../../ui/use-file-drop';
import { useSelected } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import { failureText } from '../../failure-words';
import type { Talk } from '../../model/talk';
import { Composer } from '../composer/composer';
import styles from './conversation.module.css';
import { Thread } from './thread';
import { Typists } from './typists';

interface Props {
  talk: Talk;
  label: string;
  header: ReactNode;
  /** What must be done before one can reply. */
  before?: ReactNode;
  /** Why nothing can be written here. */
  readOnly: string;
}

/** What was said, and where to answer. Files can be dropped anywhere on it. */
export function TalkPane({ talk: given, label, header, before, readOnly }: Props) {
  const desk = useDesk();
  const { t } = useWords();
  const continuedIn = useSelected(desk.pool.continued, (all) => all.get(given.conversationId));
  const talk = continuedIn ? { ...given, conversationId: continuedIn } : given;
  const client = useSelected(desk.pool.clients, (clients) => clients.get(talk.conversationId));
  useGoingOn(talk);
  const drop = useFileDrop({
    isWelcome: talk.canReply || talk.canNote,
    onFiles: (files) => desk.uploads(talk.conversationId).add(files),
  });
  return (
    <main className={styles.pane} data-pane="conversation" aria-label={label} {...drop.target}>
      {header}
      {client && <Thread key={talk.conversationId} talk={talk} client={client} />}
      {client && <Typists client={client} />}
      {client && (
        <Composer
          key={`composer:${talk.conversationId}`}
          talk={talk}
          client={client}
          before={before}
          readOnly={readOnly}
        />
      )}
      {drop.isDropping && <DropVeil>{t('composer.drop')}</DropVeil>}
    </main>
  );
}

/** What one writes and attaches stays when the conversation goes on in another one. */
function useGoingOn({ id, conversationId }: Talk): void {
  const desk = useDesk();
  const last = useRef({ id, conversationId });
  useEffect(() => {
    const before = last.current;
    last.current = { id, conversationId };
    if (before.id === id && before.conversationId !== conversationId) desk.goOn(before.conversationId, conversationId);
  }, [id, conversationId, desk]);
}

/** Something is open that has not come yet, or cannot be shown. */
export function TalkMissing({ error }: { error: unknown }) {
  const { t } = useWords();
  return (
    <main className={styles.pane} data-pane="conversation" aria-busy={!error}>
      {error !== null && (
        <p className={styles.failure} role="alert">
          {failureText(t, error)}
        </p>
      )}
    </main>
  );
}

/** The conversation that is looked at is open, even where it is not mine. */
export function useShownTalk(conversationId: string | null): void {
  const { pool } = useDesk();
  useEffect(() => pool.show(conversationId), [pool, conversationId]);
}
