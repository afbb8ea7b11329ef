import { useStore } from '../../../ui/use-store';
import { useDesk } from '../../context';
import { CsvButton } from '../reports/csv-button';
import { useTodayQuery } from './use-live';

/** The numbers that a card shows, as a file. */
export function TodayCsv({ by }: { by: 'agent' | 'category' | 'team' }) {
  const { shopId } = useDesk();
  const shop = useStore(shopId) ?? undefined;
  const { path, query } = useTodayQuery(`tickets/by/${by}`);
  return <CsvButton path={`${path}/csv`} query={{ ...query, shopId: shop }} name={`tickets-today-by-${by}`} />;
}
