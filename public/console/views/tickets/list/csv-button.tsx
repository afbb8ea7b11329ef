import { Loader } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { queryString } from '../../../../core/api';
import { saveFile } from '../../../../core/save-file';
import { useAction } from '../../../../ui/use-action';
import { useStore } from '../../../../ui/use-store';
import { useDesk, useWords } from '../../../context';
import { failureText } from '../../../failure-words';
import { ticketQuery } from '../../../model/ticket-lists';
import { useTicketPlace } from '../../../place';
import { useTicketWords } from '../words';
import styles from './list.module.css';

const TIME_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The whole list as it is narrowed and ordered now, as a file with times by the reader's clock. */
export function CsvButton() {
  const { api, shopId } = useDesk();
  const { t } = useWords();
  const translate = useTicketWords();
  const { list, ticketId: _, ...search } = useTicketPlace();
  const shop = useStore(shopId);
  const { run, isRunning, failure } = useAction(async () => {
    const file = await api.blob(
      `/tickets/export.csv${queryString({ ...ticketQuery(list, search, shop), tz: TIME_ZONE })}`,
    );
    saveFile(file, `tickets-${list}.csv`);
  });
  const hint = translate(isRunning ? 'csv.saving' : 'csv.hint');
  return (
    <>
      <button type="button" className={styles.sort} title={hint} disabled={isRunning} onClick={run}>
        {isRunning ? <Loader size={14} /> : <IconDownload size={14} stroke={1.75} aria-hidden="true" />}
        {translate('csv.save')}
      </button>
      <span role="status" className={styles.saved} data-failed={failure !== null}>
        {failure !== null ? failureText(t, failure) : isRunning ? translate('csv.saving') : ''}
      </span>
    </>
  );
}
