import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { type TicketFilter, ticketFilter } from './model/ticket-filter';
import { AlertsPage } from './views/alerts/alerts-page';
import { ChatPage } from './views/chat/chat-page';
import { CodePage } from './views/door/code-page';
import { ForgottenPage } from './views/door/forgotten-page';
import { ReactivatePage } from './views/door/reactivate-page';
import { RegisterPage } from './views/door/register-page';
import { ResetPage } from './views/door/reset-page';
import { Gate } from './views/gate';
import { NewTicketPage } from './views/new/new-ticket-page';
import { OverviewPage } from './views/overview/overview-page';
import { ProfilePage } from './views/profile/profile-page';
import { NotFound } from './views/shell/not-found';
import { TicketPage } from './views/ticket/ticket-page';
import { TicketsPage } from './views/tickets/tickets-page';
import { VerifyPage } from './views/verify/verify-page';

const root = createRootRoute({ component: Gate });
const getParentRoute = () => root;

const filtered = (search: Record<string, unknown>): TicketFilter => ticketFilter(search);

const home = createRoute({ getParentRoute, path: '/', component: TicketsPage, validateSearch: filtered });
const tickets = createRoute({ getParentRoute, path: 'tickets', component: TicketsPage, validateSearch: filtered });

/** What is sent by e-mail leads here with a token that only its receiver knows. */
const withToken = (search: Record<string, unknown>): { token?: string } => ({
  ...(typeof search.token === 'string' && { token: search.token }),
});

const justFiled = (search: Record<string, unknown>): { filed?: true } => (search.filed === true ? { filed: true } : {});

const routes = [
  home,
  tickets,
  createRoute({ getParentRoute, path: 'tickets/$ticketId', component: TicketPage, validateSearch: justFiled }),
  createRoute({ getParentRoute, path: 'new', component: NewTicketPage }),
  createRoute({ getParentRoute, path: 'chat', component: ChatPage }),
  createRoute({ getParentRoute, path: 'alerts', component: AlertsPage }),
  createRoute({ getParentRoute, path: 'overview', component: OverviewPage }),
  createRoute({ getParentRoute, path: 'profile', component: ProfilePage }),
  createRoute({ getParentRoute, path: 'register', component: RegisterPage }),
  createRoute({ getParentRoute, path: 'code', component: CodePage }),
  createRoute({ getParentRoute, path: 'forgotten', component: ForgottenPage }),
  createRoute({ getParentRoute, path: 'reactivate', component: ReactivatePage }),
  createRoute({ getParentRoute, path: 'reset', component: ResetPage, validateSearch: withToken }),
  createRoute({ getParentRoute, path: 'verify', component: VerifyPage, validateSearch: withToken }),
];

export function createPortalRouter() {
  return createRouter({
    routeTree: root.addChildren(routes),
    basepath: '/portal',
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPortalRouter>;
  }
}
