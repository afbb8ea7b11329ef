import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { type PlaceSearch, ticketSearch } from './lists';
import { filtersOf } from './model/ticket-filters';
import { reportSearch, rowsSearch } from './report-search';
import { ImportsPage, LivePage, ReportsPage, RowsPage } from './views/later';
import { PageLost } from './views/shell/page-lost';
import { Shell } from './views/shell/shell';

const CHATS = '/$view/{-$chatId}';
const TICKETS = '/tickets/$list/{-$ticketId}';

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

const ticketsHome = createRoute({
  getParentRoute: () => root,
  path: '/tickets',
  beforeLoad: () => redirect({ to: TICKETS, params: { list: 'open' }, throw: true }),
});

/** The same for tickets. */
const tickets = createRoute({ getParentRoute: () => root, path: TICKETS, validateSearch: ticketSearch });

const live = createRoute({ getParentRoute: () => root, path: '/live', component: LivePage });

/** The address holds what is counted, so that a report can be sent to somebody else. */
const reports = createRoute({
  getParentRoute: () => root,
  path: '/reports',
  validateSearch: reportSearch,
  component: ReportsPage,
});

/** The chats that were counted: the query of the list, as the report gives it beside each number. Tickets have theirs. */
const rows = createRoute({
  getParentRoute: () => root,
  path: '/reports/rows',
  validateSearch: rowsSearch,
  beforeLoad: ({ search: { kind, ...asked } }) => {
    if (kind === 'chats') return;
    redirect({ to: TICKETS, params: { list: 'all' }, search: filtersOf(asked), throw: true });
  },
  component: RowsPage,
});

const imports = createRoute({
  getParentRoute: () => root,
  path: '/imports/{-$importId}',
  component: ImportsPage,
});

/** What colleagues write to each other. */
const direct = createRoute({ getParentRoute: () => root, path: '/direct/{-$colleagueId}' });

export function createConsoleRouter() {
  return createRouter({
    routeTree: root.addChildren([home, ticketsHome, tickets, direct, chats, live, reports, rows, imports]),
    basepath: '/support',
    defaultNotFoundComponent: Shell,
    defaultErrorComponent: PageLost,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
