import { Button } from '@mantine/core';
import { IconArrowLeft, IconDownload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { ImportView } from '../../../../src/contract/imports.dto';
import { saveFile } from '../../../core/save-file';
import { useAction } from '../../../ui/use-action';
import { useDesk } from '../../context';
import { Card } from '../page/page';
import page from '../page/page.module.css';
import { usePageWords } from '../page/page-words';
import { Problem } from '../page/problem';
import { Findings } from './findings';
import { ImportCounts } from './import-counts';
import styles from './imports.module.css';
import { Problems } from './problems';
import { Progress } from './progress';
import { IMPORTS_KEY, useImport } from './use-import';
import { useImportFailure } from './use-import-failure';

interface Props {
  id: string;
  onLeave: () => void;
}

/** One file from the first look to the last row. */
export function OneImport({ id, onLeave }: Props) {
  const { t } = usePageWords();
  const { data, error, refetch } = useImport(id);
  if (error && !data) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return <div className={page.ghost} role="status" aria-label={t('imports.loading')} />;
  return (
    <>
      <Card
        title={data.fileName}
        hint={t(`importStatus.${data.status}`)}
        actions={
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconArrowLeft size={14} aria-hidden="true" />}
            onClick={onLeave}
          >
            {t('imports.back')}
          </Button>
        }
      >
        {data.status === 'running' && (
          <Progress
            label={t('imports.running', { done: data.rowsDone, rows: data.rows })}
            done={data.rows === 0 ? null : data.rowsDone / data.rows}
          />
        )}
        {data.failure && (
          <p className={styles.failure} role="alert">
            {data.failure}
          </p>
        )}
        <ImportCounts of={data} />
        <Steps of={data} onLeave={onLeave} />
      </Card>
      <Findings of={data} />
      {data.status !== 'running' && <Problems of={data} />}
    </>
  );
}

function Steps({ of, onLeave }: { of: ImportView; onLeave: () => void }) {
  const { api } = useDesk();
  const { t } = usePageWords();
  const queries = useQueryClient();
  const failureOf = useImportFailure();
  const start = useAction(async () => {
    const started = await api.post<ImportView>(`/imports/${of.id}/confirm`);
    queries.setQueryData([IMPORTS_KEY, 'one', of.id], started);
  });
  const discard = useAction(async () => {
    await api.delete(`/imports/${of.id}`);
    onLeave();
  });
  const save = useAction(async () => {
    const file = await api.blob(`/imports/${of.id}/cleaned.csv`);
    saveFile(file, t('imports.cleanedName', { name: of.fileName.replace(/\.\w+$/, '') }));
  });
  const failure = start.failure ?? discard.failure ?? save.failure;
  return (
    <>
      <div className={styles.answers}>
        {of.status === 'ready' && (
          <>
            <Button loading={start.isRunning} disabled={of.created === 0} onClick={start.run}>
              {t('imports.start', { count: of.created })}
            </Button>
            <Button variant="default" loading={discard.isRunning} onClick={discard.run}>
              {t('imports.discard')}
            </Button>
          </>
        )}
        {of.status !== 'running' && (
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden="true" />}
            loading={save.isRunning}
            onClick={save.run}
          >
            {t('imports.cleaned')}
          </Button>
        )}
      </div>
      {failure !== null && (
        <p className={styles.failure} role="alert">
          {failureOf(failure)}
        </p>
      )}
    </>
  );
}
