import { Button } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { ChatDetail } from '../../../../src/contract/chats.dto';
import { LIMITS } from '../../../../src/contract/limits';
import type { ConversationClient } from '../../../core/conversation-client';
import { Kbd } from '../../../ui/kbd';
import { useSelected, useStore } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import { failureText } from '../../failure-words';
import { draftKey } from '../../model/drafts';
import { type OutboundProblem, outboundProblems } from '../../model/outbound';
import { useTake } from '../conversation/use-take';
import styles from './composer.module.css';
import { FileButton } from './file-button';
import { GuardDialog } from './guard-dialog';
import { ModeTabs } from './mode-tabs';
import { SlashMenu } from './slash-menu';
import { UploadList } from './upload-list';
import { useAutosize } from './use-autosize';
import { useSlash } from './use-slash';

interface Props {
  chat: ChatDetail;
  client: ConversationClient;
}

/** Where replies and notes are written. What is typed belongs to this conversation, whatever is opened meanwhile. */
export function Composer({ chat, client }: Props) {
  const desk = useDesk();
  const { t } = useWords();
  const { screen, drafts, outbox } = desk;
  const { conversationId } = chat;
  const wanted = useStore(screen.mode);
  const mode = chat.can.reply && wanted === 'public' ? 'public' : chat.can.note ? 'internal' : 'public';
  const isNote = mode === 'internal';
  const text = useSelected(drafts.texts, (texts) => texts.get(draftKey(conversationId, mode)) ?? '');
  const uploads = desk.uploads(conversationId);
  const items = useStore(uploads.items);
  const field = useRef<HTMLTextAreaElement>(null);
  const [problems, setProblems] = useState<OutboundProblem[]>([]);
  const slash = useSlash({ chat, text, field, write });
  useAutosize(field, text);

  // Opening another chat begins with a reply again.
  useEffect(() => () => screen.mode.set('public'), [screen]);
  useEffect(() => screen.onWrite(() => field.current?.focus()), [screen]);

  const isUploading = items.some(({ attachment, failure }) => !attachment && !failure);
  const isTooLong = text.length > LIMITS.messageBody;
  const isEmpty = text.trim() === '' && items.length === 0;
  const isBlocked = isEmpty || isUploading || isTooLong || items.some(({ failure }) => failure);

  function write(changed: string): void {
    drafts.set(conversationId, mode, changed);
    if (isNote) return;
    if (changed) client.typing.keystroke();
    else client.typing.stop();
  }

  function send(isSure = false): void {
    if (isBlocked) return;
    const found = isNote || isSure ? [] : outboundProblems(text);
    setProblems(found);
    if (found.length > 0) return;
    outbox.add({ conversationId, body: text.trim(), attachments: uploads.take(), visibility: mode });
    drafts.set(conversationId, mode, '');
    client.typing.stop();
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.nativeEvent.isComposing || slash.onKey(event)) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      send();
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      event.currentTarget.blur();
    }
  }

  if (!chat.can.reply && !chat.can.note) return <ReadOnly chat={chat} />;
  return (
    <div className={styles.composer} data-note={isNote}>
      {slash.menu && <SlashMenu {...slash.menu} />}
      <div className={styles.tabs}>
        <ModeTabs chat={chat} mode={mode} />
        {!chat.can.reply && chat.can.take && <TakeFirst chat={chat} />}
      </div>
      <textarea
        ref={field}
        className={styles.field}
        rows={2}
        value={text}
        placeholder={t(isNote ? 'composer.notePlaceholder' : 'composer.replyPlaceholder', { name: chat.customer.name })}
        aria-label={t(isNote ? 'composer.note' : 'composer.reply')}
        aria-autocomplete="list"
        aria-expanded={slash.menu !== null}
        role="combobox"
        aria-controls={slash.menuId}
        aria-activedescendant={slash.activeId}
        onChange={(event) => write(event.currentTarget.value)}
        onSelect={slash.onSelect}
        onBlur={slash.close}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          if (event.clipboardData.files.length === 0) return;
          event.preventDefault();
          uploads.add(event.clipboardData.files);
        }}
      />
      <UploadList uploads={uploads} />
      <div className={styles.foot}>
        <FileButton uploads={uploads} />
        <span className={styles.hint}>
          {isTooLong ? (
            <span className={styles.tooLong} role="alert">
              {t('composer.tooLong', { count: text.length - LIMITS.messageBody })}
            </span>
          ) : (
            t(isUploading ? 'composer.uploading' : 'composer.hint')
          )}
        </span>
        <Button
          className={styles.send}
          size="xs"
          h={34}
          disabled={isBlocked}
          rightSection={<Kbd>↵</Kbd>}
          onClick={() => send()}
        >
          {t(isNote ? 'composer.addNote' : 'composer.send')}
        </Button>
      </div>
      {problems.length > 0 && (
        <GuardDialog
          problems={problems}
          onStay={() => {
            setProblems([]);
            requestAnimationFrame(() => field.current?.focus());
          }}
          onSend={() => {
            setProblems([]);
            send(true);
          }}
        />
      )}
    </div>
  );
}

function TakeFirst({ chat }: { chat: ChatDetail }) {
  const { t } = useWords();
  const take = useTake(chat.id);
  return (
    <span className={styles.takeFirst}>
      {take.failure === null ? t('composer.takeFirst') : <span role="alert">{failureText(t, take.failure)}</span>}
      <Button size="compact-xs" variant="light" loading={take.isRunning} onClick={take.run}>
        {t('action.take')}
      </Button>
    </span>
  );
}

function ReadOnly({ chat }: { chat: ChatDetail }) {
  const { t } = useWords();
  return <p className={styles.readOnly}>{t(chat.status === 'closed' ? 'composer.closed' : 'composer.readOnly')}</p>;
}
