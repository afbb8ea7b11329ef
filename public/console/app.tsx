import { MantineProvider, Tooltip } from '@mantine/core';
import { Suspense, useEffect, useState } from 'react';
import { Session } from '../core/session';
import { laterPart } from '../ui/later-part';
import { mantineTheme, useShownColors } from '../ui/theme';
import { useStore } from '../ui/use-store';
import { SessionContext, WordsProvider } from './context';
import { Opening } from './views/sign-in/opening';
import { Work } from './work';

const Toasts = laterPart(async () => (await import('../ui/toasts')).Toasts);
const SignIn = laterPart(async () => (await import('./views/sign-in/sign-in')).SignIn);

/** The console: the sign-in, or the desk of who is signed in. */
export function App() {
  const [session] = useState(() => new Session('employee'));
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
          <Suspense>
            <Toasts />
          </Suspense>
        </WordsProvider>
      </SessionContext>
    </MantineProvider>
  );
}

function Gate({ session }: { session: Session }) {
  const state = useStore(session.state);
  if (state.status === 'in') return <Work key={state.me.id} me={state.me} />;
  if (state.status === 'out')
    return (
      <Suspense fallback={<Opening isUnreachable={false} />}>
        <SignIn because={state.because} />
      </Suspense>
    );
  return <Opening isUnreachable={state.status === 'unreachable'} />;
}
