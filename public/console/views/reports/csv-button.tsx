import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { queryString } from '../../../core/api';
import { saveFile } from '../../../core/save-file';
import { useAction } from '../../../ui/use-action';
import { useDesk, useWords } from '../../context';
import { failureText } from '../../failure-words';
import { usePageWords } from '../page/page-words';

interface Props {
  /** Of the table as a file. @example "/reports/tickets/by/team/csv" */
  path: string;
  query: Record<string, string | undefined>;
  /** Of the file, without its ending. */
  name: string;
}

/** The table that stands here, as a file. */
export function CsvButton({ path, query, name }: Props) {
  const { api } = useDesk();
  const { t } = usePageWords();
  const words = useWords();
  const { run, isRunning, failure } = useAction(async () => {
    saveFile(await api.blob(`${path}${queryString(query)}`), `${name}.csv`);
  });
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconDownload size={14} aria-hidden="true" />}
        loading={isRunning}
        onClick={run}
      >
        {t('reports.csv')}
      </Button>
      {failure !== null && <span role="alert">{failureText(words.t, failure)}</span>}
    </>
  );
}
