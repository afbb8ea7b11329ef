import { Button } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { LIMITS } from '../../../../src/contract/limits';
import type { ConversationClient } from '../../../core/conversation-client';
import { draftKey } from '../../../core/drafts';
import { Kbd } from '../../../ui/kbd';
import { useAutosize } from '../../../ui/use-autosize';
import { useSelected, useStore } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import { type OutboundProblem, outboundProblems } from '../../model/outbound';
import type { Talk } from '../../model/talk';
import styles from './composer.module.css';
import { FileButton } from './file-button';
import { GuardDialog, SlashMenu } from './later';
import { ModeTabs } from './mode-tabs';
import { UploadList } from './upload-list';
import { useSlash } from './use-slash';
import { useTyping } from './use-typing';

interface Props {
  talk: Talk;
  client: ConversationClient;
  before: ReactNode;
  readOnly: string;
}

/** Where replies and notes are written. What is typed belongs to this conversation, whatever is opened meanwhile. */
export function Composer({ talk, client, before, readOnly }: Props) {
  const desk = useDesk();
  const { t } = useWords();
  const { screen, drafts, outbox } = desk;
  const { conversationId, canReply, canNote } = talk;
  const wanted = useStore(screen.mode);
  const mode = canReply && wanted === 'public' ? 'public' : canNote ? 'internal' : 'public';
  const isNote = mode === 'internal';
  const text = useSelected(drafts.texts, (texts) => texts.get(draftKey(conversationId, mode)) ?? '');
  const uploads = desk.uploads(conversationId);
  const items = useStore(uploads.items);
  const field = useRef<HTMLTextAreaElement>(null);
  const [problems, setProblems] = useState<OutboundProblem[]>([]);
  const slash = useSlash({ talk, text, field, write });
  const typing = useTyping(client, mode);
  useAutosize(field, text);

  // One goes on with a draft at its end.
  useEffect(() => {
    const end = field.current?.value.length ?? 0;
    field.current?.setSelectionRange(end, end);
  }, []);
  // Opening another chat begins with a reply again.
  useEffect(() => () => screen.mode.set('public'), [screen]);
  useEffect(() => screen.onWrite(() => field.current?.focus()), [screen]);

  const isUploading = items.some(({ attachment, failure }) => !attachment && !failure);
  const isTooLong = text.length > LIMITS.messageBody;
  const isEmpty = text.trim() === '' && items.length === 0;
  const isBlocked = isEmpty || isUploading || isTooLong || items.some(({ failure }) => failure);

  function write(changed: string): void {
    drafts.set(conversationId, mode, changed);
    if (changed) typing.keystroke();
    else typing.stop();
  }

  function send(isSure = false): void {
    if (isBlocked) return;
    const found = isNote || isSure || talk.other === 'colleague' ? [] : outboundProblems(text);
    setProblems(found);
    if (found.length > 0) return;
    outbox.add({ conversationId, body: text.trim(), attachments: uploads.take(), visibility: mode });
    drafts.set(conversationId, mode, '');
    typing.stop();
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

  if (!canReply && !canNote) return <p className={styles.readOnly}>{readOnly}</p>;
  return (
    <div className={styles.composer} data-note={isNote}>
      <Suspense>{slash.menu && <SlashMenu {...slash.menu} />}</Suspense>
      {talk.other === 'customer' && (
        <div className={styles.tabs}>
          <ModeTabs talk={talk} mode={mode} />
          {before}
        </div>
      )}
      <textarea
        ref={field}
        className={styles.field}
        rows={2}
        value={text}
        placeholder={t(isNote ? 'composer.notePlaceholder' : 'composer.replyPlaceholder', { name: talk.otherName })}
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
      <UploadList uploads={uploads} onRemoved={() => field.current?.focus()} />
      <div className={styles.foot}>
        <FileButton uploads={uploads} />
        <span className={styles.hint}>
          {isTooLong ? (
            <span className={styles.tooLong} role="alert">
              {t('composer.tooLong', { count: text.length - LIMITS.messageBody })}
            </span>
          ) : (
            t(isUploading ? 'composer.uploading' : talk.other === 'customer' ? 'composer.hint' : 'composer.directHint')
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
      <Suspense>
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
      </Suspense>
    </div>
  );
}
