import { Button, Modal } from '@mantine/core';
import { useWords } from '../../context';
import type { OutboundProblem } from '../../model/outbound';
import styles from './composer.module.css';

interface Props {
  problems: readonly OutboundProblem[];
  onStay: () => void;
  onSend: () => void;
}

/** Before a customer gets to read what looks like a slip. Not sending is the choice at hand. */
export function GuardDialog({ problems, onStay, onSend }: Props) {
  const { t } = useWords();
  return (
    <Modal opened onClose={onStay} title={t('guard.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <ul className={styles.problems}>
        {problems.map(({ kind, text }, index) => (
          <li key={`${index}:${text}`}>
            <code className={styles.code}>{text}</code> {t(`guard.${kind}`)}
          </li>
        ))}
      </ul>
      <div className={styles.choices}>
        <Button variant="default" onClick={onSend}>
          {t('guard.send')}
        </Button>
        <Button data-autofocus onClick={onStay}>
          {t('guard.stay')}
        </Button>
      </div>
    </Modal>
  );
}
