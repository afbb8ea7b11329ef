import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { queryString } from '../../../core/api';
import { saveFile } from '../../../core/save-file';
import { useAction } from '../../../ui/use-action';
import { usePortal, useWords } from '../../context';
import { failureText } from '../../failure-words';
import { type TicketFilter, ticketQuery } from '../../model/ticket-filter';

/** Exactly what is listed, all pages of it, as a file. */
export function CsvButton({ filter }: { filter: TicketFilter }) {
  const { api } = usePortal();
  const { t } = useWords();
  const { run, isRunning } = useAction(async () => {
    const tz = Intl.DateTimeFormat().resolvedOptions().timeZone;
    try {
      const file = await api.blob(`/my/tickets/export.csv${queryString({ ...ticketQuery(filter), tz })}`);
      saveFile(file, t('tickets.csvName'));
    } catch (thrown) {
      notifications.show({ message: failureText(t, thrown), color: 'danger' });
    }
  });
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden="true" />}
      loading={isRunning}
      onClick={run}
    >
      {t('tickets.csv')}
    </Button>
  );
}
