import type { ChatDetail } from '../../../../src/contract/chats.dto';
import type { Visibility } from '../../../../src/contract/conversations.dto';
import { Kbd } from '../../../ui/kbd';
import { useDesk, useWords } from '../../context';
import styles from './composer.module.css';

export function ModeTabs({ chat, mode }: { chat: ChatDetail; mode: Visibility }) {
  const { screen } = useDesk();
  const { t } = useWords();
  return (
    <fieldset className={styles.modes} aria-label={t('composer.modes')}>
      <button
        type="button"
        className={styles.mode}
        aria-pressed={mode === 'public'}
        disabled={!chat.can.reply}
        onClick={() => screen.write('public')}
      >
        {t('composer.reply')} <Kbd>R</Kbd>
      </button>
      <button
        type="button"
        className={styles.mode}
        aria-pressed={mode === 'internal'}
        disabled={!chat.can.note}
        onClick={() => screen.write('internal')}
      >
        {t('composer.note')} <Kbd>N</Kbd>
      </button>
    </fieldset>
  );
}
