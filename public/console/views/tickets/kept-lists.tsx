import { IconDots, IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { SavedViewView } from '../../../../src/contract/saved-views.dto';
import { IconButton } from '../../../ui/icon-button';
import { useDesk } from '../../context';
import { keptPlace } from '../../model/kept-lists';
import navStyles from '../shell/nav.module.css';
import { useKeptLists } from '../shell/use-kept-lists';
import styles from './kept-lists.module.css';
import { TicketWords, useTicketWords } from './words';

/** Lists under a name, below those that everybody has. */
export function KeptLists() {
  return (
    <TicketWords>
      <Lists />
    </TicketWords>
  );
}

function Lists() {
  const t = useTicketWords();
  const { lists, currentId } = useKeptLists();
  if (lists.length === 0) return null;
  return (
    <ul aria-label={t('kept.label')}>
      {lists.map((kept) => (
        <Kept key={kept.id} kept={kept} isCurrent={kept.id === currentId} />
      ))}
    </ul>
  );
}

function Kept({ kept, isCurrent }: { kept: SavedViewView; isCurrent: boolean }) {
  const { screen } = useDesk();
  const t = useTicketWords();
  const { list, ...search } = keptPlace(kept);
  const { id, name, isShared, isOwn, owner, canEdit } = kept;
  return (
    <li className={styles.kept}>
      <Link
        to="/tickets/$list/{-$ticketId}"
        params={{ list, ticketId: undefined }}
        search={search}
        className={navStyles.item}
        data-current={isCurrent}
        aria-current={isCurrent ? 'page' : undefined}
        activeProps={{}}
        onClick={() => screen.isNavOpen.set(false)}
      >
        <span className={navStyles.label} title={name}>
          {name}
        </span>
        {isShared && (
          <span
            className={styles.shared}
            title={isOwn ? t('kept.sharedByMe') : t('kept.sharedBy', { name: owner.name })}
          >
            <IconUsers size={14} stroke={1.75} aria-hidden="true" />
          </span>
        )}
      </Link>
      {(canEdit || isOwn) && (
        <span className={styles.edit}>
          <IconButton
            icon={IconDots}
            label={t('kept.edit', { name })}
            size={28}
            onClick={() => screen.open({ kind: 'keptList', keptId: id })}
          />
        </span>
      )}
    </li>
  );
}
