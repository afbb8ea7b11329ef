import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { WhoAmI } from '../../src/contract/auth.dto';
import { asApiError } from '../core/api-error';
import { SurroundingsContext } from '../ui/surroundings';
import { ticker } from '../ui/ticker';
import { DeskContext, useSession, useWords } from './context';
import { failureText } from './failure-words';
import { Desk } from './model/desk';
import { createConsoleRouter } from './router';

/** What is asked for over HTTP is asked again by those who show it when a push says that it changed. */
function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (count, error) => count < 3 && asApiError(error).isTransient,
        staleTime: 15_000,
        refetchOnWindowFocus: false,
      },
    },
  });
}

/** The desk of the person who is signed in, for as long as they are. */
export function Work({ me }: { me: WhoAmI }) {
  const session = useSession();
  const words = useWords();
  const [desk] = useState(() => new Desk(me, session));
  const [queries] = useState(createQueries);
  const [router] = useState(createConsoleRouter);

  useEffect(() => {
    ticker.use(() => desk.clock.now());
    desk.start();
    return () => desk.stop();
  }, [desk]);

  const surroundings = {
    ...words,
    pictures: desk.pictures,
    connection: desk.socket.state,
    failureText: (thrown: unknown) => failureText(words.t, thrown),
  };
  return (
    <QueryClientProvider client={queries}>
      <DeskContext value={desk}>
        <SurroundingsContext value={surroundings}>
          <RouterProvider router={router} />
        </SurroundingsContext>
      </DeskContext>
    </QueryClientProvider>
  );
}
