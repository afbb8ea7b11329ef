import { createRoot } from 'react-dom/client';
import { pageWords } from '../home/page-words';
import { DemoShop } from './demo-shop';
import { bringChat, demoShops } from './shops';

async function open(): Promise<void> {
  const root = document.getElementById('app');
  if (!root) return;
  const [{ t }, shops] = await Promise.all([pageWords(), demoShops()]);
  const wanted = new URLSearchParams(location.search).get('shop');
  const shop = shops.find(({ slug }) => slug === wanted) ?? shops[0] ?? null;
  document.title = shop ? `${t('demo.name')} · ${shop.shopName}` : t('demo.name');
  createRoot(root).render(<DemoShop t={t} shop={shop} shops={shops} />);
  if (shop) bringChat(shop);
}

void open();
