import type { NamedRef, PersonRef } from './common.dto';
import type { Branding, Locale } from './shops.dto';

/** What the widget needs to show a shop, and nothing else of it. */
export class WidgetConfig {
  /** @example "pk_9f3c2b7d5e" */
  shop: string;
  shopName: string;
  locale: Locale;
  branding: Branding;
  allowAnonymous: boolean;
  topics: string[];
  teams: NamedRef[];
  /** Agents who are there now, at most five. */
  agentsOnline: PersonRef[];
  /** Median seconds to the first answer over the last week; null when unknown or over an hour. */
  typicalReplySeconds: number | null;
  isOpen: boolean;
  /** When the shop opens next; null when it is open or has no hours. */
  opensAt: string | null;
  /** When it closes today; null when it is closed or has no hours. */
  closesAt: string | null;
  /** Whether a conversation can be asked for by e-mail. */
  sendsMail: boolean;
}

/** A shop that can be tried, as the demonstration page lists it. */
export class DemoShop {
  slug: string;
  shop: string;
  shopName: string;
  location: string;
}

export class DemoShopList {
  items: DemoShop[];
}

/** What the loader gets inlined, so that it needs no second request. */
export class LoaderConfig {
  shop: string;
  /** Where Shopbell is. @example "https://support.example.com" */
  origin: string;
  locale: Locale;
  branding: Branding;
  /** What can be seen on the shop's colour. @example "#fff" */
  sign: string;
  version: string;
}
