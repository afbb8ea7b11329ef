import { TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { IconButton } from '../../../ui/icon-button';
import { useWords } from '../../context';
import { useGo, usePlace } from '../../place';
import styles from './find-field.module.css';

const PAUSE_MS = 250;

/** Looks through all chats, open and closed. The words are part of the address. */
export function FindField() {
  const { t } = useWords();
  const { find = '' } = usePlace();
  const go = useGo();
  const [words, setWords] = useState(find);

  useEffect(() => setWords(find), [find]);

  useEffect(() => {
    const wanted = words.trim();
    if (wanted === find) return;
    const timer = setTimeout(() => go({ find: wanted || undefined }, { replace: true }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words, find, go]);

  return (
    <div className={styles.field}>
      <TextInput
        data-find=""
        size="xs"
        aria-label={t('list.find')}
        placeholder={t('list.find')}
        leftSection={<IconSearch size={14} stroke={1.75} />}
        rightSection={
          words ? <IconButton icon={IconX} label={t('list.findClear')} size={22} onClick={() => setWords('')} /> : null
        }
        value={words}
        maxLength={200}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          setWords('');
          event.currentTarget.blur();
        }}
      />
    </div>
  );
}
