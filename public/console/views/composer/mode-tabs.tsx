import type { Visibility } from '../../../../src/contract/conversations.dto';
import { Kbd } from '../../../ui/kbd';
import { useDesk, useWords } from '../../context';
import type { Talk } from '../../model/talk';
import styles from './composer.module.css';

export function ModeTabs({ talk, mode }: { talk: Talk; mode: Visibility }) {
  const { screen } = useDesk();
  const { t } = useWords();
  return (
    <fieldset className={styles.modes} aria-label={t('composer.modes')}>
      <button
        type="button"
        className={styles.mode}
        aria-pressed={mode === 'public'}
        disabled={!talk.canReply}
        onClick={() => screen.write('public')}
      >
        {t('composer.reply')} <Kbd>R</Kbd>
      </button>
      <button
        type="button"
        className={styles.mode}
        aria-pressed={mode === 'internal'}
        disabled={!talk.canNote}
        onClick={() => screen.write('internal')}
      >
        {t('composer.note')} <Kbd>N</Kbd>
      </button>
    </fieldset>
  );
}
