import { useRef } from 'preact/hooks';
import type { CustomerChatView } from '../../../src/contract/chats.dto';
import { asApiError } from '../../core/api-error';
import { useWidget, useWords } from '../context';
import { MoreIcon } from './icons';

/** What one rarely needs. */
export function ChatMenu({ chat }: { chat: CustomerChatView }) {
  const widget = useWidget();
  const { t } = useWords();
  const details = useRef<HTMLDetailsElement>(null);

  function close(): void {
    if (details.current) details.current.open = false;
  }

  function choose(act: () => void): () => void {
    return () => {
      close();
      act();
    };
  }

  return (
    <details
      class="menu"
      ref={details}
      onFocusOut={(event) => {
        if (!(event.relatedTarget instanceof Node && details.current?.contains(event.relatedTarget))) close();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !details.current?.open) return;
        event.preventDefault();
        close();
        details.current.querySelector('summary')?.focus();
      }}
    >
      <summary class="icon-button" aria-label={t('chat.more')} title={t('chat.more')}>
        <MoreIcon />
      </summary>
      <div class="menu-items">
        {chat.status === 'closed' ? (
          <button type="button" onClick={choose(() => widget.place.set('form'))}>
            {t('chat.new')}
          </button>
        ) : (
          <button type="button" class="danger" onClick={choose(() => void widget.line.end().catch(asApiError))}>
            {t('chat.end')}
          </button>
        )}
      </div>
    </details>
  );
}
