import type { BalanceResults, TicketBalance } from '../../../../src/contract/ticket-balance.dto';
import page from '../page/page.module.css';
import { usePageWords } from '../page/page-words';
import styles from './live.module.css';

/** Each desk before and after. */
export function DesksTable({ balance: { desks } }: { balance: TicketBalance }) {
  const { t } = usePageWords();
  return (
    <table className={page.table}>
      <thead>
        <tr>
          <th scope="col">{t('split.agent')}</th>
          <th scope="col">{t('balance.now')}</th>
          <th scope="col">{t('balance.after')}</th>
          <th scope="col">{t('balance.capacity')}</th>
        </tr>
      </thead>
      <tbody>
        {desks.map(({ agent, load, after, capacity }) => (
          <tr key={agent.id}>
            <th scope="row">{agent.name}</th>
            <td>{load}</td>
            <td className={styles.change} data-changed={after !== load}>
              {after}
            </td>
            <td>{capacity}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Each ticket that moves, and what came of it. */
export function MovesTable({
  balance: { moves },
  results,
}: {
  balance: TicketBalance;
  results: BalanceResults | null;
}) {
  const { t } = usePageWords();
  const resultOf = new Map((results?.results ?? []).map((result) => [result.ticketId, result]));
  return (
    <div className={page.scroll}>
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">{t('kind.tickets')}</th>
            <th scope="col" className={page.text}>
              {t('balance.from')}
            </th>
            <th scope="col" className={page.text}>
              {t('balance.to')}
            </th>
            {results && <th scope="col">{t('balance.result')}</th>}
          </tr>
        </thead>
        <tbody>
          {moves.map(({ ticketId, number, title, from, to }) => {
            const result = resultOf.get(ticketId);
            return (
              <tr key={ticketId}>
                <th scope="row" className={page.wrap}>
                  #{number} {title}
                </th>
                <td className={page.text}>{from.name}</td>
                <td className={page.text}>{to.name}</td>
                {results && (
                  <td className={styles.result} data-ok={result?.ok}>
                    {result?.ok ? t('balance.moved') : (result?.message ?? '–')}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
