import { MantineProvider, Tooltip } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import { mantineTheme, useShownColors } from '../ui/theme';
import { useStore } from '../ui/use-store';
import { SessionContext } from './context';
import { Session } from './model/session';
import { Opening } from './views/sign-in/opening';
import { SignIn } from './views/sign-in/sign-in';
import { WordsProvider } from './words';
import { Work } from './work';

/** The console: the sign-in, or the desk of who is signed in. */
export function App() {
  const [session] = useState(() => new Session());
  const colors = useShownColors();

  useEffect(() => {
    void session.resume();
  }, [session]);

  return (
    <MantineProvider theme={mantineTheme} forceColorScheme={colors} withCssVariables={false} withGlobalClasses={false}>
      <SessionContext value={session}>
        <WordsProvider>
          <Tooltip.Group>
            <Gate session={session} />
          </Tooltip.Group>
          <Notifications position="bottom-left" limit={3} />
        </WordsProvider>
      </SessionContext>
    </MantineProvider>
  );
}

function Gate({ session }: { session: Session }) {
  const state = useStore(session.state);
  if (state.status === 'in') return <Work key={state.me.id} me={state.me} />;
  if (state.status === 'out') return <SignIn because={state.because} />;
  return <Opening isUnreachable={state.status === 'unreachable'} />;
}
