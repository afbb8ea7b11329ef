import { SegmentedControl } from '@mantine/core';
import { COLOR_MODES, setColorMode, useColorMode } from '../../../ui/theme';
import { useWords } from '../../context';
import styles from './preferences.module.css';

const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
];

/** Language and colours, for this browser. */
export function Preferences() {
  const { t, locale, chooseLocale } = useWords();
  const mode = useColorMode();
  const modes = COLOR_MODES.map((value) => ({ value, label: t(`colors.${value}`) }));
  return (
    <div className={styles.preferences}>
      <SegmentedControl
        size="xs"
        data={LANGUAGES}
        value={locale}
        onChange={chooseLocale}
        aria-label={t('preferences.language')}
      />
      <SegmentedControl
        size="xs"
        data={modes}
        value={mode}
        onChange={(chosen) => setColorMode(COLOR_MODES.find((known) => known === chosen) ?? 'auto')}
        aria-label={t('preferences.colors')}
      />
    </div>
  );
}
