import type { UpdateShop } from '../contract/shops.dto';
import { given } from '../core/given';
import { nameOf, tidy } from '../core/text';
import { originsOf, settingsOf, shopSearchText } from './new-shop';
import type { Shop } from './shop.entity';

/** Takes over what was sent; what was left out stays. */
export function editShop(shop: Shop, input: Omit<UpdateShop, 'version'>): void {
  const { name, location, allowedOrigins, settings, ...rest } = given(input);
  Object.assign(shop, rest);
  if (name !== undefined) shop.name = nameOf(name);
  if (location !== undefined) shop.location = tidy(location);
  if (allowedOrigins) shop.allowedOrigins = originsOf(allowedOrigins);
  if (settings) shop.settings = settingsOf(settings, shop.settings);
  shop.searchText = shopSearchText(shop);
}
