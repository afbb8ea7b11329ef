import { TextInput } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { Avatar } from '../../../ui/avatar';
import { useWords } from '../../context';
import { failureText } from '../../failure-words';
import styles from './dialogs.module.css';
import type { Target } from './use-targets';

interface Props {
  targets: Target[];
  error: unknown;
  words: string;
  onWords: (words: string) => void;
  picked: Target | null;
  onPick: (target: Target) => void;
}

/** Agents and teams in one field, with who can take something over now. */
export function TargetField({ targets, error, words, onWords, picked, onPick }: Props) {
  const { t } = useWords();
  const listId = useId();
  const [active, setActive] = useState(0);

  function pick(target: Target | undefined): void {
    if (target && !target.obstacle) onPick(target);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown') setActive((at) => Math.min(targets.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setActive((at) => Math.max(0, at - 1));
    else if (event.key === 'Enter') pick(targets[active]);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <TextInput
        data-autofocus
        label={t('transfer.to')}
        placeholder={t('transfer.find')}
        value={words}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={targets[active] && `${listId}-${active}`}
        onChange={(event) => {
          onWords(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      {error !== null && (
        <p className={styles.failure} role="alert">
          {failureText(t, error)}
        </p>
      )}
      <div id={listId} className={styles.targets} role="listbox" aria-label={t('transfer.to')}>
        {targets.map((target, index) => (
          <div
            key={target.id}
            id={`${listId}-${index}`}
            className={styles.target}
            role="option"
            tabIndex={-1}
            data-active={index === active}
            aria-selected={picked?.id === target.id}
            aria-disabled={target.obstacle}
            onPointerDown={(event) => {
              event.preventDefault();
              setActive(index);
              pick(target);
            }}
          >
            <TargetLine target={target} />
          </div>
        ))}
        {targets.length === 0 && <p className={styles.hint}>{t('transfer.nobody')}</p>}
      </div>
    </>
  );
}

function TargetLine({ target }: { target: Target }) {
  const { t } = useWords();
  const { kind, id, name, standing, load, capacity } = target;
  return (
    <>
      {kind === 'agent' ? (
        <Avatar
          id={id}
          name={name}
          size={28}
          presence={standing === 'offline' ? 'gone' : standing === 'away' ? 'away' : 'here'}
        />
      ) : (
        <span className={styles.team}>
          <IconUsers size={16} stroke={1.75} />
        </span>
      )}
      <span className={styles.targetName}>{name}</span>
      <span className={styles.hint}>
        {standing ? t(`transfer.${standing}`) : t(kind === 'agent' ? 'presence.available' : 'transfer.queue')}
      </span>
      {capacity > 0 && <span className={styles.load}>{t('transfer.load', { load, capacity })}</span>}
    </>
  );
}
