import { randomBytes } from 'node:crypto';
import { LIMITS } from '../contract/limits';
import type { CreateShop, ShopSettings } from '../contract/shops.dto';
import { TICKET_CATEGORIES } from '../contract/tickets.dto';
import { newId } from '../core/ids';
import { searchTextOf } from '../core/normal';
import { nameOf, tidy } from '../core/text';
import { Shop } from './shop.entity';

/** A shop as it opens: what its maker left out has a value that works. */
export function newShop(input: CreateShop, slug: string, now: Date): Shop {
  const shop = Object.assign(new Shop(), {
    id: newId(),
    name: nameOf(input.name),
    location: tidy(input.location),
    slug,
    publicKey: `pk_${randomBytes(10).toString('hex')}`,
    identitySecret: newIdentitySecret(),
    previousIdentitySecret: null,
    allowedOrigins: originsOf(input.allowedOrigins ?? []),
    timeZone: input.timeZone ?? 'UTC',
    locale: input.locale ?? 'en',
    businessHours: input.businessHours ?? [],
    holidays: input.holidays ?? [],
    categories: input.categories ?? [],
    branding: input.branding ?? { accent: '#5b5bd6', position: 'right', greeting: '' },
    settings: settingsOf(input.settings ?? { allowAnonymous: true, requireVerification: false, country: 'US' }),
    sla: null,
    slaStaleAt: null,
    lastChatNumber: 0,
    lastTicketNumber: 0,
    isActive: true,
    createdAt: now,
    updatedAt: now,
    version: 1,
  });
  return Object.assign(shop, { searchText: shopSearchText(shop) });
}

export function newIdentitySecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What was left out stays as it was before, or has a value that works. */
export function settingsOf(settings: ShopSettings, before: Partial<ShopSettings> = {}): ShopSettings {
  return {
    ...settings,
    defaultTeamId: settings.defaultTeamId ?? null,
    ticketReopenDays: settings.ticketReopenDays ?? reopenDaysOf(before),
    ticketCategories: settings.ticketCategories ?? ticketCategoriesOf(before),
  };
}

/** Shops that are older than tickets have no word of them in their settings. */
export function reopenDaysOf({ ticketReopenDays }: Partial<ShopSettings>): number {
  return ticketReopenDays ?? LIMITS.ticketReopenDays;
}

export function ticketCategoriesOf({ ticketCategories }: Partial<ShopSettings>): string[] {
  return ticketCategories ?? [...TICKET_CATEGORIES];
}

/** As browsers write them, each once. */
export function originsOf(origins: readonly string[]): string[] {
  return [...new Set(origins.map((origin) => (URL.canParse(origin) ? new URL(origin).origin : origin)))];
}

export function shopSearchText({ name, location, slug }: Pick<Shop, 'name' | 'location' | 'slug'>): string {
  return searchTextOf(name, location, slug);
}

/** The part of links that a name suggests: plain letters and digits. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
  return (
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50)
      .replace(/-+$/, '') || 'shop'
  );
}
