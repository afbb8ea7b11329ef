import { lazy, useEffect } from 'react';
import { laterPart } from '../../ui/later-part';
import { useWords } from '../context';
import { alertParts } from './alerts/later';
import { alertMessages } from './alerts/messages';
import { composerParts } from './composer/later';
import { directParts } from './direct/later';
import { directMessages } from './direct/messages';
import { ticketParts } from './tickets/later';
import { ticketMessages } from './tickets/messages';

const parts = {
  details: () => import('./details/details'),
  dialogs: () => import('./dialogs/dialogs'),
  meItems: () => import('./shell/me-items'),
  routing: () => import('./dialogs/routing-dialog'),
};

// What is not seen at first comes when the rest is there.
export const Details = laterPart(async () => (await parts.details()).Details);
export const Dialogs = laterPart(async () => (await parts.dialogs()).Dialogs);
export const MeItems = laterPart(async () => (await parts.meItems()).MeItems);
export const RoutingDialog = laterPart(async () => (await parts.routing()).RoutingDialog);

// What few people open comes when they do, and says so when it does not.
export const LivePage = lazy(async () => ({ default: (await import('./live/live-page')).LivePage }));
export const ReportsPage = lazy(async () => ({ default: (await import('./reports/reports-page')).ReportsPage }));
export const RowsPage = lazy(async () => ({ default: (await import('./reports/rows-page')).RowsPage }));
export const ImportsPage = lazy(async () => ({ default: (await import('./imports/imports-page')).ImportsPage }));

const CALM_MS = 1500;

/** Fetches the rest once the console is drawn, so that the first dialog opens at once, also without a connection. */
export function useReady(): void {
  const { locale } = useWords();
  useEffect(() => {
    const timer = setTimeout(() => {
      const later = [parts, composerParts, ticketParts, alertParts, directParts];
      for (const bring of later.flatMap((group) => Object.values<() => Promise<unknown>>(group)))
        bring().catch(() => undefined);
      for (const messages of [ticketMessages, alertMessages, directMessages]) messages[locale]().catch(() => undefined);
    }, CALM_MS);
    return () => clearTimeout(timer);
  }, [locale]);
}
