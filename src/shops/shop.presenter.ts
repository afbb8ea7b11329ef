import type { ShopView } from '../contract/shops.dto';
import { settingsOf } from './new-shop';
import type { Shop } from './shop.entity';

export function presentShop(shop: Shop): ShopView {
  return {
    id: shop.id,
    name: shop.name,
    location: shop.location,
    slug: shop.slug,
    publicKey: shop.publicKey,
    allowedOrigins: shop.allowedOrigins,
    timeZone: shop.timeZone,
    locale: shop.locale,
    businessHours: shop.businessHours,
    holidays: shop.holidays,
    categories: shop.categories,
    branding: shop.branding,
    settings: settingsOf(shop.settings),
    isActive: shop.isActive,
    createdAt: shop.createdAt.toISOString(),
    updatedAt: shop.updatedAt.toISOString(),
    version: shop.version,
  };
}

/** What events keep of a shop. */
export function snapshotOfShop(shop: Shop) {
  const { id, publicKey, createdAt, updatedAt, version, ...rest } = presentShop(shop);
  return rest;
}
