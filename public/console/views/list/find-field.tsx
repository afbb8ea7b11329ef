import { TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { IconButton } from '../../../ui/icon-button';
import { useWords } from '../../context';
import styles from './find-field.module.css';

const PAUSE_MS = 250;

interface Props {
  label: string;
  find: string;
  onFind: (words: string | undefined) => void;
  /** What else narrows the list. */
  children?: ReactNode;
}

/** Looks through everything, open and closed. The words are part of the address. */
export function FindField({ label, find, onFind, children }: Props) {
  const { t } = useWords();
  const [words, setWords] = useState(find);

  useEffect(() => setWords(find), [find]);

  useEffect(() => {
    const wanted = words.trim();
    if (wanted === find) return;
    const timer = setTimeout(() => onFind(wanted || undefined), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words, find, onFind]);

  return (
    <div className={styles.field}>
      <TextInput
        data-find=""
        className={styles.input}
        size="xs"
        aria-label={label}
        placeholder={label}
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
      {children}
    </div>
  );
}
