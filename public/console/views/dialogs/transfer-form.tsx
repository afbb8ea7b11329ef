import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAction } from '../../../ui/use-action';
import { useWords } from '../../context';
import { failureText } from '../../failure-words';
import styles from './dialogs.module.css';
import { TargetField } from './target-field';
import { type Given, type Target, useTargets } from './use-targets';

interface Props {
  title: string;
  given: Given | undefined;
  /** Only people, and no note: who runs the shop gives it to somebody. */
  isAssignment?: boolean;
  give: (to: { agentId: string } | { teamId: string }, note: string) => Promise<void>;
  onClose: () => void;
}

/** To whom something goes; a note for whoever takes over. */
export function TransferForm({ title, given, isAssignment = false, give, onClose }: Props) {
  const { t } = useWords();
  const [words, setWords] = useState('');
  const [note, setNote] = useState('');
  const [picked, setPicked] = useState<Target | null>(null);
  const { targets, error } = useTargets(given, words);
  const { run, isRunning, failure, forget } = useAction(async () => {
    if (picked) await give(picked.kind === 'agent' ? { agentId: picked.id } : { teamId: picked.id }, note.trim());
  });

  return (
    <Modal opened onClose={onClose} size={520} title={title} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <TargetField
          targets={isAssignment ? targets.filter(({ kind }) => kind === 'agent') : targets}
          error={error}
          words={words}
          onWords={setWords}
          picked={picked}
          onPick={(target) => {
            forget();
            setPicked(target);
          }}
        />
        {!isAssignment && (
          <Textarea
            label={t('transfer.note')}
            description={t('transfer.noteHint')}
            rows={2}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
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
