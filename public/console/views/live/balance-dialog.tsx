import { Button, Modal, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Page } from '../../../../src/contract/common.dto';
import { LIMITS } from '../../../../src/contract/limits';
import type { TeamView } from '../../../../src/contract/teams.dto';
import type { ApplyBalance, BalanceResults, TicketBalance } from '../../../../src/contract/ticket-balance.dto';
import { useAction } from '../../../ui/use-action';
import { useStore } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import { failureText } from '../../failure-words';
import page from '../page/page.module.css';
import { usePageWords } from '../page/page-words';
import { Problem } from '../page/problem';
import { DesksTable, MovesTable } from './balance-tables';
import styles from './live.module.css';

/** What evening out a team's desks would do, done only when it is agreed to, with what came of each ticket. */
export function BalanceDialog({ onClose }: { onClose: () => void }) {
  const { api, shopId } = useDesk();
  const words = useWords();
  const { t } = usePageWords();
  const shop = useStore(shopId) ?? undefined;
  const [chosen, setChosen] = useState<string | null>(null);
  const teams = useQuery({
    queryKey: ['teams', shop],
    queryFn: ({ signal }) => api.get<Page<TeamView>>('/teams', { shopId: shop, limit: LIMITS.pageSize }, signal),
    staleTime: 300_000,
  });
  const team = chosen ?? teams.data?.items[0]?.id;
  return (
    <Modal
      opened
      onClose={onClose}
      size={720}
      title={t('balance.title')}
      closeButtonProps={{ 'aria-label': words.t('action.close') }}
    >
      <div className={styles.balance}>
        <NativeSelect
          label={t('split.team')}
          value={team}
          onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          data={(teams.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        {teams.error && <Problem error={teams.error} onRetry={() => void teams.refetch()} />}
        {team && <Plan key={team} teamId={team} />}
      </div>
    </Modal>
  );
}

function Plan({ teamId }: { teamId: string }) {
  const { api } = useDesk();
  const words = useWords();
  const { t } = usePageWords();
  const queries = useQueryClient();
  const [results, setResults] = useState<BalanceResults | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['balance', teamId],
    queryFn: ({ signal }) => api.get<TicketBalance>(`/teams/${teamId}/ticket-balance`, {}, signal),
    gcTime: 0,
  });
  const { run, isRunning, failure } = useAction(async () => {
    const moves = (data?.moves ?? []).map(({ ticketId, from, to }) => ({ ticketId, fromId: from.id, toId: to.id }));
    setResults(await api.post<BalanceResults>(`/teams/${teamId}/ticket-balance`, { moves } satisfies ApplyBalance));
    void queries.invalidateQueries({ queryKey: ['live'] });
  });
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return <div className={page.ghost} role="status" aria-label={t('reports.loading')} />;
  return (
    <>
      <DesksTable balance={data} />
      {data.moves.length === 0 ? (
        <p className={page.empty}>{t('balance.even')}</p>
      ) : (
        <MovesTable balance={data} results={results} />
      )}
      {failure !== null && (
        <p className={styles.failure} role="alert">
          {failureText(words.t, failure)}
        </p>
      )}
      {results ? (
        <p role="status">
          {t('balance.done', {
            moved: results.results.filter(({ ok }) => ok).length,
            count: results.results.length,
          })}
        </p>
      ) : (
        data.moves.length > 0 && (
          <Button loading={isRunning} onClick={run}>
            {t('balance.agree', { count: data.moves.length })}
          </Button>
        )
      )}
    </>
  );
}
