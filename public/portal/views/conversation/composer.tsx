import { IconPaperclip, IconSend2 } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { LIMITS } from '../../../../src/contract/limits';
import type { ConversationClient } from '../../../core/conversation-client';
import { draftKey } from '../../../core/drafts';
import { IconButton } from '../../../ui/icon-button';
import { useAutosize } from '../../../ui/use-autosize';
import { useSelected, useStore } from '../../../ui/use-store';
import { usePortal, useWords } from '../../context';
import { UploadRow } from '../attach/upload-row';
import rows from '../attach/upload-row.module.css';
import styles from './conversation.module.css';

interface Props {
  client: ConversationClient;
  hint: string;
}

/** Where one writes. What is typed outlives the page and belongs to this conversation, whatever is opened meanwhile. */
export function Composer({ client, hint }: Props) {
  const portal = usePortal();
  const { t } = useWords();
  const { drafts, outbox } = portal;
  const { conversationId } = client;
  const text = useSelected(drafts.texts, (texts) => texts.get(draftKey(conversationId, 'public')) ?? '');
  const uploads = portal.uploads(conversationId);
  const items = useStore(uploads.items);
  const leftOut = useStore(uploads.leftOut);
  const field = useRef<HTMLTextAreaElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useAutosize(field, text);

  const isUploading = items.some(({ attachment, failure }) => !attachment && !failure);
  const tooMany = text.length - LIMITS.messageBody;
  const isEmpty = text.trim() === '' && items.length === 0;
  const isBlocked = isEmpty || isUploading || tooMany > 0 || items.some(({ failure }) => failure);

  function write(changed: string): void {
    drafts.set(conversationId, 'public', changed);
    if (changed) client.typing.keystroke();
    else client.typing.stop();
  }

  function send(): void {
    if (isBlocked) return;
    outbox.add({ conversationId, body: text.trim(), attachments: uploads.take() });
    drafts.set(conversationId, 'public', '');
    client.typing.stop();
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.nativeEvent.isComposing || event.key !== 'Enter' || event.shiftKey || event.altKey) return;
    event.preventDefault();
    send();
  }

  return (
    <div className={styles.composer}>
      {items.length > 0 && (
        <ul className={`${rows.items} ${styles.uploads}`}>
          {items.map((item) => (
            <UploadRow key={item.key} item={item} uploads={uploads} />
          ))}
        </ul>
      )}
      <div className={styles.line}>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            uploads.add(event.currentTarget.files ?? []);
            event.currentTarget.value = '';
          }}
        />
        <IconButton
          icon={IconPaperclip}
          label={t('composer.attach')}
          size={40}
          onClick={() => input.current?.click()}
        />
        <textarea
          ref={field}
          className={styles.field}
          rows={1}
          value={text}
          placeholder={hint}
          aria-label={t('composer.label')}
          dir="auto"
          onChange={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            if (event.clipboardData.files.length === 0) return;
            event.preventDefault();
            uploads.add(event.clipboardData.files);
          }}
        />
        <button
          type="button"
          className={styles.send}
          disabled={isBlocked}
          onClick={send}
          aria-label={t('composer.send')}
          title={t('composer.send')}
        >
          <IconSend2 size={20} aria-hidden="true" />
        </button>
      </div>
      {leftOut > 0 && (
        <p className={styles.note} role="alert" data-danger="true">
          {t('composer.leftOut', { count: leftOut, most: LIMITS.attachmentsPerMessage })}
        </p>
      )}
      {(isUploading || tooMany > 0) && (
        <p className={styles.note} role="status" data-danger={tooMany > 0}>
          {tooMany > 0 ? t('composer.tooLong', { count: tooMany }) : t('new.uploading')}
        </p>
      )}
    </div>
  );
}
