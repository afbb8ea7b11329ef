import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { WidgetConfig } from '../../../../src/contract/widget.dto';
import { ConnectionBar } from '../../../ui/connection-bar';
import { useStore } from '../../../ui/use-store';
import { ShopContext, usePortal, useSession, useWords } from '../../context';
import { chooseShop, shopChoice } from '../../model/shop-choice';
import { Opening } from '../door/opening';
import { Elsewhere } from './elsewhere';
import { Header } from './header';
import styles from './shell.module.css';
import { Tabs } from './tabs';

const WHOLE = /^\/(?:tickets\/.|chat$)/;

/** The frame of every page behind the door. A conversation has the whole height of a phone for itself. */
export function Shell() {
  const { me } = usePortal();
  const { open } = useSession();
  const { t } = useWords();
  const wanted = useStore(shopChoice);
  const isWhole = useRouterState({ select: ({ location }) => WHOLE.test(location.pathname) });
  const { data: shop, error } = useQuery({
    queryKey: ['shop', me.shopId],
    queryFn: ({ signal }) => open.get<WidgetConfig>(`/widget/${me.shopId}`, undefined, signal),
    staleTime: 60_000,
  });

  useEffect(() => {
    if (shop && !wanted) chooseShop(shop.shop);
  }, [shop, wanted]);
  const title = shop && t('title.shop', { shop: shop.shopName });
  useEffect(() => {
    if (title) document.title = title;
  }, [title]);

  if (!shop) return <Opening isUnreachable={error !== null} />;
  return (
    <ShopContext value={shop}>
      <div className={styles.frame} data-whole={isWhole}>
        <a className={styles.skip} href="#main">
          {t('shell.skip')}
        </a>
        <Header />
        <ConnectionBar />
        {wanted && <Elsewhere wanted={wanted} />}
        <main id="main" className={styles.main} tabIndex={-1}>
          <Outlet />
        </main>
        {!isWhole && <Tabs />}
      </div>
    </ShopContext>
  );
}
