import { QueryClientProvider } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { WhoAmI } from '../../../src/contract/auth.dto';
import { SurroundingsContext } from '../../ui/surroundings';
import { ticker } from '../../ui/ticker';
import { PortalContext, useSession, useWords } from '../context';
import { failureText } from '../failure-words';
import { Portal } from '../model/portal';
import { createQueries } from '../queries';
import { Shell } from './shell/shell';

/** The portal of the person who is signed in, for as long as they are. */
export function Inside({ me, isAtDoor }: { me: WhoAmI; isAtDoor: boolean }) {
  const session = useSession();
  const words = useWords();
  const [portal] = useState(() => new Portal(me, session));
  const [queries] = useState(createQueries);

  useEffect(() => {
    ticker.use(() => portal.clock.now());
    portal.start();
    return () => portal.stop();
  }, [portal]);

  if (isAtDoor) return <Navigate to="/tickets" replace />;
  const surroundings = {
    ...words,
    pictures: portal.pictures,
    connection: portal.socket.state,
    failureText: (thrown: unknown) => failureText(words.t, thrown),
  };
  return (
    <QueryClientProvider client={queries}>
      <PortalContext value={portal}>
        <SurroundingsContext value={surroundings}>
          <Shell />
        </SurroundingsContext>
      </PortalContext>
    </QueryClientProvider>
  );
}
