import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChatStatus } from '../../../src/contract/chats.dto';
import { LIMITS } from '../../../src/contract/limits';
import type { ConversationClient } from '../../core/conversation-client';
import { onStorageChange } from '../../core/storage';
import { Store } from '../../core/store';
import type { UploadItem, Uploads } from '../../core/uploads';
import { useStore, useWidget, useWords, type WidgetKey } from '../context';
import { IconButton } from './button';
import { ClipIcon, SendIcon } from './icons';
import { later } from './later';

const UploadList = later(async () => (await import('./upload-list')).UploadList);

interface Props {
  status: ChatStatus;
  /** Null while the chat is being started. */
  conversation: ConversationClient | null;
  uploads: Uploads | null;
  canReopen: boolean | undefined;
  isTyping: Store<boolean>;
}

const PLACEHOLDERS: Record<ChatStatus, WidgetKey> = {
  waiting: 'composer.waiting',
  active: 'composer.active',
  closed: 'composer.closed',
};
const STILL_TYPING_MS = 3000;
const ACCEPTED = 'image/png,image/jpeg,image/gif,image/webp,application/pdf,text/plain,.txt,.pdf';
const noItems = new Store<readonly UploadItem[]>([]);

export function Composer({ status, conversation, uploads, canReopen, isTyping }: Props) {
  const widget = useWidget();
  const { t } = useWords();
  const { open } = useStore(widget.host.visible);
  const proposal = useStore(widget.proposal);
  const items = useStore(uploads?.items ?? noItems);
  const draftKey = `shopbell:draft:${widget.shop}`;
  const [text, setText] = useState(() => widget.storage.get(draftKey) ?? '');
  const area = useRef<HTMLTextAreaElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const isReady = items.every(({ attachment }) => attachment !== null);
  const canSend = isReady && (text.trim() !== '' || items.length > 0);

  useEffect(() => {
    if (open) area.current?.focus({ preventScroll: true });
  }, [open]);

  useEffect(() => {
    // A draft of their own is worth more than what the page proposes.
    if (proposal && !text.trim()) write(proposal);
    widget.proposal.set('');
  }, [proposal]);

  // What was begun in one window goes on in the next.
  useEffect(() => onStorageChange(draftKey, () => setText(widget.storage.get(draftKey) ?? '')), [draftKey]);

  useLayoutEffect(() => {
    const box = area.current;
    if (!box) return;
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight, 132)}px`;
  }, [text]);

  function write(value: string): void {
    setText(value);
    if (value) widget.storage.set(draftKey, value);
    else widget.storage.remove(draftKey);
    if (!value.trim()) {
      conversation?.typing.stop();
      return;
    }
    conversation?.typing.keystroke();
    isTyping.set(true);
    clearTimeout(pause.current);
    pause.current = setTimeout(() => isTyping.set(false), STILL_TYPING_MS);
  }

  function send(): void {
    if (!canSend) return;
    widget.send(text.trim(), uploads?.take() ?? []);
    write('');
    isTyping.set(false);
    area.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    // While an input method composes, Enter chooses a word.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  }

  function onPaste(event: ClipboardEvent): void {
    const pasted = event.clipboardData?.files;
    if (!pasted?.length || !uploads) return;
    event.preventDefault();
    uploads.add(pasted);
  }

  if (status === 'closed' && !canReopen) {
    return (
      <div class="composer-place">
        <button type="button" class="primary wide" onClick={() => widget.place.set('form')}>
          {t('chat.new')}
        </button>
      </div>
    );
  }
  return (
    <form
      class="composer-place"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="composer">
        {uploads && items.length > 0 && <UploadList uploads={uploads} />}
        <div class="composer-line">
          {uploads && (
            <IconButton label={t('composer.attach')} onClick={() => files.current?.click()}>
              <ClipIcon />
            </IconButton>
          )}
          <input
            type="file"
            ref={files}
            hidden
            multiple
            accept={ACCEPTED}
            onChange={({ currentTarget }) => {
              uploads?.add(currentTarget.files ?? []);
              currentTarget.value = '';
            }}
          />
          <textarea
            ref={area}
            rows={1}
            dir="auto"
            value={text}
            maxLength={LIMITS.messageBody}
            aria-label={t('composer.label')}
            placeholder={t(PLACEHOLDERS[status])}
            onInput={({ currentTarget }) => write(currentTarget.value)}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
          />
          <button
            type="submit"
            class="send"
            disabled={!canSend}
            aria-label={t('composer.send')}
            title={t('composer.send')}
          >
            <SendIcon />
          </button>
        </div>
      </div>
    </form>
  );
}
