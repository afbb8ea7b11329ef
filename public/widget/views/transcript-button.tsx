import { useState } from 'preact/hooks';
import type { TranscriptRequest } from '../../../src/contract/mail.dto';
import { asApiError } from '../../core/api-error';
import { useStore, useWidget, useWords, type WidgetKey } from '../context';
import { failureKey } from '../failure-words';

const WORDS: Record<TranscriptRequest['outcome'], WidgetKey> = {
  sent: 'transcript.sent',
  confirmationSent: 'transcript.confirm',
  tooSoon: 'transcript.confirm',
  noAddress: 'transcript.noAddress',
};

/** Sends the conversation to the customer's own address, where the shop sends e-mail at all. */
export function TranscriptButton({ conversationId, look }: { conversationId: string; look?: 'link' }) {
  const widget = useWidget();
  const { t } = useWords();
  const config = useStore(widget.config);
  const [isAsking, setIsAsking] = useState(false);
  const [answer, setAnswer] = useState<WidgetKey | null>(null);
  if (!config?.sendsMail) return null;

  async function ask(): Promise<void> {
    setIsAsking(true);
    try {
      const { outcome } = await widget.visit.api.post<TranscriptRequest>(`/conversations/${conversationId}/transcript`);
      setAnswer(WORDS[outcome]);
    } catch (thrown) {
      setAnswer(failureKey(asApiError(thrown).code));
    }
    setIsAsking(false);
  }

  return (
    <>
      <button type="button" class={look} aria-disabled={isAsking} onClick={() => !isAsking && void ask()}>
        {t('transcript.ask')}
      </button>
      <p class="transcript-answer" role="status">
        {answer && t(answer)}
      </p>
    </>
  );
}
