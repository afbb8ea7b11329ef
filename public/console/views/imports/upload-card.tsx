import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import type { DateOrder, ImportView } from '../../../../src/contract/imports.dto';
import { queryString } from '../../../core/api';
import { asApiError } from '../../../core/api-error';
import { useAction } from '../../../ui/use-action';
import { useStore } from '../../../ui/use-store';
import { useDesk } from '../../context';
import { Card } from '../page/page';
import { usePageWords } from '../page/page-words';
import { DateQuestion } from './date-question';
import styles from './imports.module.css';
import { Progress } from './progress';
import { IMPORTS_KEY } from './use-import';
import { useImportFailure } from './use-import-failure';

/** Sends a file to be looked through. Where its dates leave open which number is the day, it asks and sends it again. */
export function UploadCard({ onChecked }: { onChecked: (checked: ImportView) => void }) {
  const { api, shopId } = useDesk();
  const { t } = usePageWords();
  const shop = useStore(shopId) ?? undefined;
  const queries = useQueryClient();
  const failureOf = useImportFailure();
  const field = useRef<HTMLInputElement>(null);
  const wanted = useRef<{ file: File; dateOrder?: DateOrder } | null>(null);
  const [sent, setSent] = useState(0);
  const [isOver, setIsOver] = useState(false);

  const { run, isRunning, failure } = useAction(async () => {
    if (!wanted.current) return;
    const { file, dateOrder } = wanted.current;
    setSent(0);
    const path = `/imports${queryString({ shopId: shop, dateOrder })}`;
    const checked = await api.upload<ImportView>(path, file, { onProgress: setSent });
    queries.setQueryData([IMPORTS_KEY, 'one', checked.id], checked);
    onChecked(checked);
  });

  const send = (file: File | undefined, dateOrder?: DateOrder) => {
    if (!file) return;
    wanted.current = { file, dateOrder };
    run();
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    send(event.dataTransfer.files[0]);
  };
  const question = failure === null ? undefined : asApiError(failure).details.dateOrder;
  const name = wanted.current?.file.name ?? '';

  return (
    <Card title={t('imports.new')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way, the button does the same */}
      <div
        className={styles.drop}
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        <input
          ref={field}
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          hidden
          onChange={({ currentTarget }) => {
            send(currentTarget.files?.[0]);
            currentTarget.value = '';
          }}
        />
        {isRunning ? (
          <Progress
            label={sent < 1 ? t('imports.sending', { name }) : t('imports.checking', { name })}
            done={sent < 1 ? sent : null}
          />
        ) : (
          <>
            <Button leftSection={<IconUpload size={16} />} onClick={() => field.current?.click()}>
              {t('imports.choose')}
            </Button>
            <p className={styles.hint}>{t('imports.dropHint')}</p>
          </>
        )}
      </div>
      {question !== undefined && !isRunning && (
        <DateQuestion about={question} onAnswer={(order) => send(wanted.current?.file, order)} />
      )}
      {failure !== null && question === undefined && !isRunning && (
        <p className={styles.failure} role="alert">
          {failureOf(failure)}
        </p>
      )}
    </Card>
  );
}
