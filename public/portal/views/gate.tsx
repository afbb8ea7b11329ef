import { Outlet, useMatches } from '@tanstack/react-router';
import { useStore } from '../../ui/use-store';
import { useSession } from '../context';
import { Opening } from './door/opening';
import { ShopDoor } from './door/shop-door';
import { SignIn } from './door/sign-in';
import { Inside } from './inside';

/** Pages that are for those who are not signed in, and those that lead from an e-mail to anybody. */
const DOOR = new Set(['/register', '/code', '/forgotten', '/reactivate']);
const FOR_ANYBODY = new Set(['/reset']);

/** The door of a shop, or what lies behind it. After signing in one is where one wanted to go. */
export function Gate() {
  const session = useSession();
  const state = useStore(session.state);
  // The page that is drawn, which is not yet the one that is asked for.
  const path = useMatches({ select: (matches) => matches.at(-1)?.fullPath ?? '' });

  if (FOR_ANYBODY.has(path)) {
    return (
      <ShopDoor>
        <Outlet />
      </ShopDoor>
    );
  }
  if (state.status === 'in') return <Inside key={state.me.id} me={state.me} isAtDoor={DOOR.has(path)} />;
  if (state.status === 'out') {
    return <ShopDoor>{DOOR.has(path) ? <Outlet /> : <SignIn because={state.because} />}</ShopDoor>;
  }
  return <Opening isUnreachable={state.status === 'unreachable'} />;
}
