import { createContext, useContext } from 'react';
import type { WidgetConfig } from '../../src/contract/widget.dto';
import type { Session } from '../core/session';
import type english from '../messages/portal.en.json';
import { createWords } from '../ui/words';
import type { Portal } from './model/portal';

export type PortalKey = keyof typeof english;

export const { WordsProvider, useWords } = createWords<PortalKey>({
  en: () => import('../messages/portal.en.json'),
  de: () => import('../messages/portal.de.json'),
});

export const SessionContext = createContext<Session | null>(null);
/** The shop at whose portal one is. */
export const ShopContext = createContext<WidgetConfig | null>(null);
export const PortalContext = createContext<Portal | null>(null);

function present<T>(value: T | null, what: string): T {
  if (value === null) throw new Error(`This part of the portal was drawn outside of its ${what}`);
  return value;
}

export const useSession = (): Session => present(useContext(SessionContext), 'session');
export const useShop = (): WidgetConfig => present(useContext(ShopContext), 'shop');
export const usePortal = (): Portal => present(useContext(PortalContext), 'sign-in');
