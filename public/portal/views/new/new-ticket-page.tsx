import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ClipboardEvent, useState } from 'react';
import { useFileDrop } from '../../../ui/use-file-drop';
import { usePortal, useWords } from '../../context';
import { failureText } from '../../failure-words';
import { useServerForm } from '../../use-server-form';
import shell from '../shell/shell.module.css';
import styles from './new-ticket.module.css';
import { Pictures } from './pictures';
import { useCategories } from './use-categories';
import { usePictureState } from './use-picture-state';

const LEAST = 10;

/** A new ticket. What is typed and attached outlives a reload; files can be dropped or pasted anywhere on the page. */
export function NewTicketPage() {
  const { newTicket, tickets } = usePortal();
  const { t } = useWords();
  const navigate = useNavigate();
  const categories = useCategories();
  const [refused, setRefused] = useState<string | null>(null);
  const [leftOut, setLeftOut] = useState<readonly string[]>([]);
  const pictures = usePictureState(newTicket);
  const { form, field, failure, onSubmit } = useServerForm({
    initialValues: { ...newTicket.fields },
    onValuesChange: (values) => newTicket.keep(values),
    validate: {
      title: (value) => (value.trim().length >= 3 ? null : t('field.title')),
      description: (value) => {
        const missing = LEAST - value.trim().length;
        return missing > 0 ? t('new.descriptionShort', { missing }) : null;
      },
      phone: (value) => (value.trim() && value.replace(/\D/g, '').length < 6 ? t('field.phone') : null),
    },
    submit: async (values) => {
      const ticket = await newTicket.file(values);
      tickets.accept(ticket);
      await navigate({ to: '/tickets/$ticketId', params: { ticketId: ticket.id }, search: { filed: true } });
    },
  });

  async function attach(files: Iterable<File>): Promise<void> {
    setRefused(null);
    try {
      setLeftOut(await newTicket.attach(files));
    } catch (thrown) {
      setRefused(failureText(t, thrown));
    }
  }
  const drop = useFileDrop({ isWelcome: true, onFiles: (files) => void attach(files) });

  return (
    <form
      className={`${shell.page} ${shell.narrow} ${styles.form}`}
      onSubmit={onSubmit}
      noValidate
      onPaste={(event: ClipboardEvent) => {
        if (event.clipboardData.files.length === 0) return;
        event.preventDefault();
        void attach(event.clipboardData.files);
      }}
      {...drop.target}
    >
      <div className={styles.intro}>
        <h1 className={shell.title}>{t('new.title')}</h1>
        <p className={shell.hint}>{t('new.hint')}</p>
      </div>
      <NativeSelect
        {...field('category')}
        label={t('new.category')}
        data={[{ value: '', label: t('new.categoryNone') }, ...categories]}
      />
      <TextInput {...field('title')} label={t('new.subject')} placeholder={t('new.subjectHint')} maxLength={200} />
      <Textarea
        {...field('description')}
        label={t('new.description')}
        description={t('new.descriptionHint')}
        minRows={6}
        rows={6}
        maxLength={10_000}
        dir="auto"
      />
      <Pictures
        draft={newTicket}
        refused={refused}
        leftOut={leftOut}
        isDropping={drop.isDropping}
        onFiles={(files) => void attach(files)}
      />
      <TextInput
        {...field('phone')}
        label={t('new.phone')}
        description={t('new.phoneHint')}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
      />
      {failure && (
        <p className={shell.failure} role="alert">
          {failure}
        </p>
      )}
      <div className={styles.actions}>
        <span className={shell.hint}>
          {t(pictures.hasFailed ? 'new.failed' : pictures.isBusy ? 'new.uploading' : 'new.kept')}
        </span>
        <Button type="submit" size="md" loading={form.submitting} disabled={pictures.isBusy || pictures.hasFailed}>
          {t('new.submit')}
        </Button>
      </div>
    </form>
  );
}
