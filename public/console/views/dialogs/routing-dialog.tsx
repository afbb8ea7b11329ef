import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RoutingCandidate, RoutingExplanation } from '../../../../src/contract/chats.dto';
import type { Translate } from '../../../core/i18n';
import { Chip } from '../../../ui/chip';
import { type ConsoleKey, useDesk, useWords } from '../../context';
import { failureText } from '../../failure-words';
import styles from './dialogs.module.css';

const REASONS = ['notInTeam', 'inactive', 'offline', 'away', 'full', 'declined', 'offeredBefore'] as const;

/** Why a chat went to whom: to whom it was offered, and what kept the others from it. */
export function RoutingDialog({ chatId, onClose }: { chatId: string; onClose: () => void }) {
  const { api } = useDesk();
  const { t, format } = useWords();
  const { data, error } = useQuery({
    queryKey: ['routing', chatId],
    queryFn: ({ signal }) => api.get<RoutingExplanation>(`/chats/${chatId}/routing`, {}, signal),
    staleTime: 0,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={t('routing.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <div className={styles.form} aria-busy={!data && !error}>
        {error && (
          <p className={styles.failure} role="alert">
            {failureText(t, error)}
          </p>
        )}
        {data && <p className={styles.hint}>{t(`routing.mode.${data.mode}`)}</p>}
        {data && data.offers.length > 0 && (
          <section>
            <h3 className={styles.subtitle}>{t('routing.offers')}</h3>
            <ul className={styles.lines}>
              {data.offers.map(({ at, agent, outcome, reason }) => (
                <li key={`${at}:${agent.id}`} className={styles.routingLine}>
                  <time dateTime={at}>{format.time(at)}</time>
                  <span className={styles.targetName}>{agent.name}</span>
                  <Chip tone={outcome === 'accepted' ? 'ok' : outcome === 'expired' ? 'warn' : 'neutral'}>
                    {t(`routing.outcome.${outcome}`)}
                  </Chip>
                  {reason && <span className={styles.hint}>{reason}</span>}
                </li>
              ))}
            </ul>
          </section>
        )}
        {data && data.candidates.length > 0 && (
          <section>
            <h3 className={styles.subtitle}>{t('routing.candidates')}</h3>
            <ul className={styles.lines}>
              {data.candidates.map((candidate) => (
                <li key={candidate.agent.id} className={styles.routingLine}>
                  <span className={styles.targetName}>{candidate.agent.name}</span>
                  <span className={styles.hint}>{reasonText(t, candidate)}</span>
                  <span className={styles.load}>
                    {t('transfer.load', { load: candidate.load, capacity: candidate.capacity })}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Modal>
  );
}

function reasonText(t: Translate<ConsoleKey>, { isEligible, reasons }: RoutingCandidate): string {
  if (isEligible) return t('routing.eligible');
  const known = REASONS.filter((reason) => reasons.includes(reason));
  return known.map((reason) => t(`routing.reason.${reason}`)).join(', ');
}
