import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { VerifyEmail } from '../../../../src/contract/accounts.dto';
import { asApiError } from '../../../core/api-error';
import { useAction } from '../../../ui/use-action';
import { usePortal, useWords } from '../../context';
import { failureText } from '../../failure-words';
import { fieldErrors } from '../../field-words';
import shell from '../shell/shell.module.css';

/** Where the e-mail that asks whether an address is right leads. A click confirms it: programs look at links as well. */
export function VerifyPage() {
  const { api } = usePortal();
  const { t } = useWords();
  const queries = useQueryClient();
  const { token = '' } = useSearch({ strict: false });
  const [isDone, setIsDone] = useState(false);
  const { run, isRunning, failure } = useAction(async () => {
    await api.post<null>('/auth/email/verify', { token } satisfies VerifyEmail);
    setIsDone(true);
    await queries.invalidateQueries();
  });
  const said = failure === null ? null : (fieldErrors(t, asApiError(failure)).token ?? failureText(t, failure));
  return (
    <div className={`${shell.page} ${shell.narrow}`}>
      <div className={shell.card}>
        <h1 className={shell.title}>{t(isDone ? 'verify.done' : 'verify.title')}</h1>
        <p className={shell.hint}>{t(isDone ? 'verify.doneHint' : 'verify.hint')}</p>
        {said && (
          <p className={shell.failure} role="alert">
            {said}
          </p>
        )}
        {isDone ? (
          <Button mt="lg" size="md" component={Link} to="/tickets">
            {t('verify.toTickets')}
          </Button>
        ) : (
          <Button mt="lg" size="md" onClick={run} loading={isRunning}>
            {t('verify.submit')}
          </Button>
        )}
      </div>
    </div>
  );
}
