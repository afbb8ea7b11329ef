import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import type { PlaceSearch } from './lists';
import { Shell } from './views/shell/shell';

const CHATS = '/$view/{-$chatId}';

const root = createRootRoute({ component: Shell });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => redirect({ to: CHATS, params: { view: 'mine' }, throw: true }),
});

/** The address holds the list, what it is narrowed to, and the chat that is open. The shell draws it. */
const chats = createRoute({
  getParentRoute: () => root,
  path: CHATS,
  validateSearch: (search: Record<string, unknown>): PlaceSearch => ({
    ...(typeof search.team === 'string' && { team: search.team }),
    ...(typeof search.find === 'string' && search.find && { find: search.find }),
  }),
});

export function createConsoleRouter() {
  return createRouter({
    routeTree: root.addChildren([home, chats]),
    basepath: '/support',
    defaultNotFoundComponent: Shell,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
