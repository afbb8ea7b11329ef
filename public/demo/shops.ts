import { Api } from '../core/api';

export interface ShopOnShow {
  slug: string;
  /** Public key. */
  shop: string;
  shopName: string;
  location: string;
}

/** None where there is no demo. */
export async function demoShops(): Promise<ShopOnShow[]> {
  return new Api().get<{ items: ShopOnShow[] }>('/widget').then(
    ({ items }) => items,
    () => [],
  );
}

/** What a real page does with one line of HTML; here the shop is known only now. */
export function bringChat({ shop }: ShopOnShow): void {
  const script = document.createElement('script');
  script.async = true;
  script.src = `/w/${shop}.js`;
  document.head.append(script);
}
