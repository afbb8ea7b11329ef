import { Modal } from '@mantine/core';
import { Kbd } from '../../../ui/kbd';
import { useWords } from '../../context';
import { PAGE_KEYS, useMyPages } from '../../pages';
import styles from './dialogs.module.css';

const KEYS = [
  [['J', 'K'], 'keys.nextPrevious'],
  [['Alt', '↓'], 'keys.nextAnywhere'],
  [['T'], 'keys.takeNext'],
  [['R'], 'keys.reply'],
  [['N'], 'keys.note'],
  [['A'], 'keys.transfer'],
  [['E'], 'keys.close'],
  [['X', '⇧ X'], 'keys.choose'],
  [['/'], 'keys.find'],
  [[']'], 'keys.details'],
  [['['], 'keys.nav'],
  [['G', 'Q'], 'keys.goQueue'],
  [['G', 'M'], 'keys.goMine'],
  [['G', 'A'], 'keys.goAll'],
  [['G', 'C'], 'keys.goClosed'],
  [['G', 'T'], 'keys.goTickets'],
  [['G', 'D'], 'keys.goDirect'],
  [['G', 'N'], 'keys.alerts'],
  [['↵'], 'keys.send'],
  [['⇧', '↵'], 'keys.newLine'],
  [['Esc'], 'keys.escape'],
  [['?'], 'keys.all'],
] as const;

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const pages = useMyPages();
  return (
    <Modal
      opened
      onClose={onClose}
      size={600}
      title={t('shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <dl className={styles.keys}>
        {[...KEYS, ...pages.map((page) => [['G', PAGE_KEYS[page].toUpperCase()], `keys.page.${page}`] as const)].map(
          ([keys, what]) => (
            <div key={what} className={styles.key}>
              <dt>
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dt>
              <dd>{t(what)}</dd>
            </div>
          ),
        )}
      </dl>
    </Modal>
  );
}
