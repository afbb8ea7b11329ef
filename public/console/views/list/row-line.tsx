import type { ConversationClient } from '../../../core/conversation-client';
import { draftKey } from '../../../core/drafts';
import { Store } from '../../../core/store';
import type { Typist } from '../../../core/typing';
import { useSelected, useStore } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import type { Standing } from '../../model/standing';
import styles from './chat-row.module.css';

const nobody = new Store<readonly Typist[]>([]);

interface Props {
  conversationId: string;
  /** What it began with. */
  first: string;
  standing: Pick<Standing, 'last' | 'isMine'>;
}

/** One line, whatever is most worth knowing: somebody is typing, there is a draft, or what was said last. */
export function RowLine({ conversationId, first, standing }: Props) {
  const { pool, drafts, me } = useDesk();
  const { t } = useWords();
  const client = useSelected(pool.clients, (clients): ConversationClient | undefined => clients.get(conversationId));
  const typists = useStore(client?.typists.now ?? nobody);
  const draft = useSelected(drafts.texts, (texts) => texts.get(draftKey(conversationId, 'public')));
  const { last } = standing;

  if (typists.some(({ kind }) => kind === 'customer')) return <span className={styles.typing}>{t('row.typing')}</span>;
  if (draft) {
    return (
      <span className={styles.line}>
        <span className={styles.draft}>{t('row.draft')}</span> {draft}
      </span>
    );
  }
  if (!last) return <span className={styles.line}>{first}</span>;
  if (standing.isMine) return <span className={styles.line}>{t('row.you', { text: last.preview })}</span>;
  const isColleague = last.authorKind === 'employee' && last.authorName !== me.name;
  return (
    <span className={styles.line}>
      {isColleague ? t('row.colleague', { name: last.authorName, text: last.preview }) : last.preview}
    </span>
  );
}
