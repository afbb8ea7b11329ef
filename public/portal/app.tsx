import { MantineProvider, Tooltip } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Session } from '../core/session';
import { mantineTheme, useShownColors } from '../ui/theme';
import { SessionContext, WordsProvider } from './context';
import { createQueries } from './queries';
import { createPortalRouter } from './router';

/** The customers' portal: the door of a shop, or the tickets of who is signed in there. */
export function App() {
  const [session] = useState(() => new Session('customer'));
  const [router] = useState(createPortalRouter);
  const [queries] = useState(createQueries);
  const colors = useShownColors();

  useEffect(() => {
    void session.resume();
  }, [session]);

  return (
    <MantineProvider theme={mantineTheme} forceColorScheme={colors} withCssVariables={false} withGlobalClasses={false}>
      <SessionContext value={session}>
        <WordsProvider>
          <Tooltip.Group>
            <QueryClientProvider client={queries}>
              <RouterProvider router={router} />
            </QueryClientProvider>
          </Tooltip.Group>
          <Notifications position="bottom-center" limit={3} />
        </WordsProvider>
      </SessionContext>
    </MantineProvider>
  );
}
