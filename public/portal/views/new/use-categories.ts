import { useQuery } from '@tanstack/react-query';
import { usePortal } from '../../context';

/** What a ticket of this shop can be about. */
export function useCategories(): readonly string[] {
  const { api } = usePortal();
  const { data } = useQuery({
    queryKey: ['categories'],
    queryFn: async ({ signal }) =>
      (await api.get<{ categories: string[] }>('/my/tickets/categories', undefined, signal)).categories,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? [];
}
