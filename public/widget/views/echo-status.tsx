import type { OutboxEntry } from '../../core/outbox';
import { useWidget, useWords } from '../context';
import { failureKey } from '../failure-words';
import { ClockIcon } from './icons';

/** On its way, or refused: then the person decides what happens to the text. */
export function EchoStatus({ entry, isLast }: { entry: OutboxEntry; isLast: boolean }) {
  const { line } = useWidget();
  const { t } = useWords();

  if (!entry.failure) {
    if (!isLast) return null;
    return (
      <span class="status">
        <ClockIcon />
        {t('message.sending')}
      </span>
    );
  }
  return (
    <span class="status problem">
      <span>{t('message.failed', { reason: t(failureKey(entry.failure)) })}</span>
      <button type="button" class="link" onClick={() => line.outbox.retry(entry.clientId)}>
        {t('message.retry')}
      </button>
      <button type="button" class="link" onClick={() => void navigator.clipboard.writeText(entry.body)}>
        {t('message.copy')}
      </button>
      <button type="button" class="link" onClick={() => line.outbox.delete(entry.clientId)}>
        {t('message.delete')}
      </button>
    </span>
  );
}
