import { useCallback, useRef, useState } from 'react';

interface Action {
  run: () => void;
  isRunning: boolean;
  /** What it ended with the last time; null when it went well. */
  failure: unknown;
  forget: () => void;
}

/** Something a person does and the server may refuse: never twice at once, with the refusal kept to be shown beside it. */
export function useAction(work: () => Promise<unknown>): Action {
  const [isRunning, setIsRunning] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const latest = useRef(work);
  latest.current = work;
  const isBusy = useRef(false);

  const run = useCallback(() => {
    if (isBusy.current) return;
    isBusy.current = true;
    setIsRunning(true);
    setFailure(null);
    void latest
      .current()
      .catch((thrown: unknown) => setFailure(thrown))
      .finally(() => {
        isBusy.current = false;
        setIsRunning(false);
      });
  }, []);

  return { run, isRunning, failure, forget: useCallback(() => setFailure(null), []) };
}
