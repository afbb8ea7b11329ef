import { SegmentedControl } from '@mantine/core';
import styles from './preferences.module.css';
import type { SharedKey } from './surroundings';
import { COLOR_MODES, setColorMode, useColorMode } from './theme';
import type { Words } from './words';

const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
];

interface Props {
  words: Words<SharedKey>;
  /** One over the other, each as wide as its place, instead of beside each other. */
  isStacked?: boolean;
}

/** Language and colours, for this browser. */
export function Preferences({ words: { t, locale, chooseLocale }, isStacked = false }: Props) {
  const mode = useColorMode();
  const modes = COLOR_MODES.map((value) => ({ value, label: t(`colors.${value}`) }));
  return (
    <div className={styles.preferences} data-stacked={isStacked}>
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
