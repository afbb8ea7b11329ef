import { QueryClient } from '@tanstack/react-query';
import { asApiError } from '../core/api-error';

/** What is asked for over HTTP is asked again by those who show it when a push says that it changed. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (count, error) => count < 3 && asApiError(error).isTransient,
        staleTime: 15_000,
      },
    },
  });
}
