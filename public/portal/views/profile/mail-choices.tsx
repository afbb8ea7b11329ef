import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MailPreference, MailPreferences } from '../../../../src/contract/mail.dto';
import { usePortal, useWords } from '../../context';
import { failureText } from '../../failure-words';
import shell from '../shell/shell.module.css';
import styles from './profile.module.css';
import { MAIL } from './routes';
import { Section } from './section';

const KINDS = ['ticketCreated', 'ticketReplied', 'ticketClosed', 'ticketReopened'] as const;

/** Which mails one wants. Each choice is kept at once. */
export function MailChoices() {
  const { api } = usePortal();
  const { t } = useWords();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<unknown>(null);
  const { data } = useQuery({
    queryKey: ['mail'],
    queryFn: ({ signal }) => api.get<MailPreferences>(MAIL, undefined, signal),
    retry: false,
  });
  if (!data) return null;

  async function choose(kind: (typeof KINDS)[number], isOn: boolean): Promise<void> {
    setFailure(null);
    try {
      queries.setQueryData(['mail'], await api.put<MailPreferences>(MAIL, { kind, isOn } satisfies MailPreference));
    } catch (thrown) {
      setFailure(thrown);
    }
  }
  const shown = KINDS.flatMap((kind) => data.items.find((item) => item.kind === kind) ?? []);
  return (
    <Section title={t('mail.title')} hint={t('mail.hint')}>
      <ul className={styles.choices}>
        {KINDS.map((kind) => (
          <li key={kind}>
            <label className={styles.choice}>
              <input
                type="checkbox"
                checked={shown.find((item) => item.kind === kind)?.isOn ?? false}
                onChange={(event) => void choose(kind, event.currentTarget.checked)}
              />
              {t(`mail.${kind}`)}
            </label>
          </li>
        ))}
      </ul>
      {failure !== null && (
        <p className={shell.failure} role="alert">
          {failureText(t, failure)}
        </p>
      )}
    </Section>
  );
}
