import type { SavedReplyView } from '../../../../src/contract/saved-replies.dto';
import { useWords } from '../../context';
import styles from './slash-menu.module.css';

interface Props {
  id: string;
  replies: readonly SavedReplyView[];
  chosen: number;
  preview: (reply: SavedReplyView) => string;
  insert: (reply: SavedReplyView) => void;
  choose: (index: number) => void;
}

/** The saved replies that fit, and beside them what the chosen one would say. */
export function SlashMenu({ id, replies, chosen, preview, insert, choose }: Props) {
  const { t } = useWords();
  const shown = replies[chosen];
  return (
    <div className={styles.menu}>
      <div id={id} className={styles.list} role="listbox" aria-label={t('replies.label')}>
        {replies.map((reply, index) => (
          <div
            key={reply.id}
            id={`${id}-${index}`}
            className={styles.item}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onPointerEnter={() => choose(index)}
            // The field must keep the focus, and with it the place of the caret.
            onPointerDown={(event) => {
              event.preventDefault();
              insert(reply);
            }}
          >
            <span className={styles.shortcut}>/{reply.shortcut}</span>
            <span className={styles.body}>{reply.body}</span>
          </div>
        ))}
      </div>
      {shown && <p className={styles.preview}>{preview(shown)}</p>}
    </div>
  );
}
