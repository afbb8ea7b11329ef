import { browserStorage } from '../../core/storage';
import { Store } from '../../core/store';

const KEY = 'shopbell:portal:shop';
const BASE = '/portal';
const storage = browserStorage();

/** What comes first after /portal when it is no shop. */
export const PAGES = [
  'tickets',
  'new',
  'overview',
  'profile',
  'chat',
  'alerts',
  'messages',
  'register',
  'code',
  'forgotten',
  'reset',
  'verify',
  'reactivate',
] as const;

/** The shop whose portal this is, by slug, key or id: from the address, otherwise the one of the last visit. */
export const shopChoice = new Store<string | null>(storage.get(KEY));

export function chooseShop(name: string | null): void {
  if (name) storage.set(KEY, name);
  else storage.remove(KEY);
  shopChoice.set(name);
}

/** `/portal/<shop>` and `?shop=` choose a shop; what remains is the address of a page. */
export function takeShopOfAddress(): void {
  const url = new URL(window.location.href);
  const [, , first = '', ...rest] = url.pathname.split('/');
  const isPage = first === '' || PAGES.some((page) => page === first);
  const named = url.searchParams.get('shop') ?? (isPage ? null : decodeURIComponent(first));
  if (!named) return;

  chooseShop(named);
  url.searchParams.delete('shop');
  if (!isPage) url.pathname = [BASE, ...rest].join('/');
  window.history.replaceState(window.history.state, '', url);
}
