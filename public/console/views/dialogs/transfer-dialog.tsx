import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { Avatar } from '../../../ui/avatar';
import { useDesk, useWords } from '../../context';
import { failureText } from '../../failure-words';
import { useGo } from '../../place';
import { useAction } from '../../use-action';
import styles from './dialogs.module.css';
import { type Target, useTargets } from './use-targets';

interface Props {
  chatId: string;
  onClose: () => void;
}

/** Agents and teams in one field, with who can take a chat now; a note for whoever takes over. */
export function TransferDialog({ chatId, onClose }: Props) {
  const desk = useDesk();
  const { t } = useWords();
  const go = useGo();
  const listId = useId();
  const chat = desk.chats.get(chatId);
  const [words, setWords] = useState('');
  const [note, setNote] = useState('');
  const [active, setActive] = useState(0);
  const [picked, setPicked] = useState<Target | null>(null);
  const { targets, error } = useTargets(chat, words);
  const { run, isRunning, failure, forget } = useAction(async () => {
    if (!picked) return;
    const to = picked.kind === 'agent' ? { agentId: picked.id } : { teamId: picked.id };
    await desk.change(chatId, 'transfer', { ...to, ...(note.trim() && { note: note.trim() }) });
    onClose();
    go({ chatId: desk.mine.ids.get().find((id) => id !== chatId) ?? null });
  });

  function pick(target: Target | undefined): void {
    if (!target || target.obstacle) return;
    forget();
    setPicked(target);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown') setActive((at) => Math.min(targets.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setActive((at) => Math.max(0, at - 1));
    else if (event.key === 'Enter') pick(targets[active]);
    else return;
    event.preventDefault();
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={t('transfer.title', { name: chat?.customer.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
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
            setWords(event.currentTarget.value);
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
              aria-disabled={target.obstacle !== null}
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
        <Textarea
          label={t('transfer.note')}
          description={t('transfer.noteHint')}
          rows={2}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {failure !== null && (
          <p className={styles.failure} role="alert">
            {failureText(t, failure)}
          </p>
        )}
        <div className={styles.choices}>
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" disabled={!picked} loading={isRunning}>
            {picked ? t('transfer.submitTo', { name: picked.name }) : t('transfer.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function TargetLine({ target }: { target: Target }) {
  const { t } = useWords();
  const { kind, id, name, obstacle, load, capacity } = target;
  return (
    <>
      {kind === 'agent' ? (
        <Avatar
          id={id}
          name={name}
          size={28}
          presence={obstacle === 'offline' ? 'gone' : obstacle === 'away' ? 'away' : 'here'}
        />
      ) : (
        <span className={styles.team}>
          <IconUsers size={16} stroke={1.75} />
        </span>
      )}
      <span className={styles.targetName}>{name}</span>
      <span className={styles.hint}>
        {obstacle ? t(`transfer.${obstacle}`) : t(kind === 'agent' ? 'presence.available' : 'transfer.queue')}
      </span>
      {kind === 'agent' && <span className={styles.load}>{t('transfer.load', { load, capacity })}</span>}
    </>
  );
}
