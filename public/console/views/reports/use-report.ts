import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReportDimension, ReportView } from '../../../../src/contract/reports.dto';
import { asApiError } from '../../../core/api-error';
import { useStore } from '../../../ui/use-store';
import { useDesk } from '../../context';
import type { Moments, ReportKind } from '../../report-search';

const AGAIN_MS = 5000;

/** Days begin by the reader's clock, as the period does. */
export const TIME_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export interface Asked extends Moments {
  kind: ReportKind;
  by?: ReportDimension;
}

/** What is asked of the server, which differs for each address only. */
export function useReportQuery(): (asked: Asked) => { path: string; query: Record<string, string | undefined> } {
  const { shopId } = useDesk();
  const shop = useStore(shopId) ?? undefined;
  return ({ kind, by, from, to }) => ({
    path: by ? `/reports/${kind}/by/${by}` : `/reports/${kind}`,
    query: { shopId: shop, from, to, timeZone: TIME_ZONE },
  });
}

/** Figures of a period. A server that has just started is asked again until it has counted. */
export function useReport(asked: Asked) {
  const { api } = useDesk();
  const { path, query } = useReportQuery()(asked);
  return useQuery({
    queryKey: ['report', path, query],
    queryFn: ({ signal }) => api.get<ReportView>(path, query, signal),
    retry: false,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.error && asApiError(state.error).isTransient ? AGAIN_MS : false),
  });
}
