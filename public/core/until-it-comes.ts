import { backoffMs } from './backoff';

const LEAST_MS = 250;

/** Code and words that are fetched on demand, asked for again until they come: the server may be away just then. */
export async function untilItComes<T>(bring: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const come = await bring().then(
      (value) => ({ value }),
      () => null,
    );
    if (come) return come.value;
    await new Promise((resolve) => setTimeout(resolve, LEAST_MS + backoffMs(attempt)));
  }
}
