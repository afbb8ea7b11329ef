import { useRef, useState } from 'preact/hooks';
import type { CustomerChatView } from '../../../src/contract/chats.dto';
import { asApiError } from '../../core/api-error';
import { useStore, useWidget, useWords } from '../context';
import { MoreIcon } from './icons';
import { later } from './later';

const TranscriptButton = later(async () => (await import('./transcript-button')).TranscriptButton);

/** What one rarely needs. */
export function ChatMenu({ chat }: { chat: CustomerChatView }) {
  const widget = useWidget();
  const { t } = useWords();
  const { isQuiet } = widget;
  const quiet = useStore(isQuiet);
  const details = useRef<HTMLDetailsElement>(null);
  /** What was answered the last time is not said again. */
  const [opened, setOpened] = useState(0);

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
      onToggle={({ currentTarget }) => currentTarget.open && setOpened((times) => times + 1)}
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
        <button type="button" onClick={choose(() => isQuiet.set(!isQuiet.get()))}>
          {t(quiet ? 'chat.soundOn' : 'chat.soundOff')}
        </button>
        {opened > 0 && <TranscriptButton key={opened} conversationId={chat.conversationId} />}
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
