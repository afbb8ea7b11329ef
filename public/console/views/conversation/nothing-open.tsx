import { Kbd } from '../../../ui/kbd';
import { useWords } from '../../context';
import styles from './conversation.module.css';

/** Nothing chosen: the keys that help to go on. */
export function NothingOpen({ text }: { text: string }) {
  const { t } = useWords();
  return (
    <main className={styles.pane} data-pane="conversation" aria-label={text}>
      <div className={styles.nothing}>
        <p>{text}</p>
        <div className={styles.keys}>
          <span>
            <Kbd>J</Kbd> <Kbd>K</Kbd>
          </span>
          <span>{t('keys.nextPrevious')}</span>
          <Kbd>T</Kbd>
          <span>{t('keys.takeNext')}</span>
          <Kbd>/</Kbd>
          <span>{t('keys.find')}</span>
          <Kbd>?</Kbd>
          <span>{t('keys.all')}</span>
        </div>
      </div>
    </main>
  );
}
