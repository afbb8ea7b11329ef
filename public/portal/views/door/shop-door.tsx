import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import type { WidgetConfig } from '../../../../src/contract/widget.dto';
import { asApiError } from '../../../core/api-error';
import { Logo } from '../../../ui/logo';
import { Preferences } from '../../../ui/preferences';
import { useStore } from '../../../ui/use-store';
import { ShopContext, useSession, useWords } from '../../context';
import { failureText } from '../../failure-words';
import { chooseShop, shopChoice } from '../../model/shop-choice';
import { ChooseShop } from './choose-shop';
import styles from './door.module.css';
import { DoorCard } from './door-card';

/** The door of the shop that was chosen, with one of its questions; or which shop it shall be. */
export function ShopDoor({ children }: { children: ReactNode }) {
  const name = useStore(shopChoice);
  const words = useWords();
  return (
    <main className={styles.page}>
      {name ? <NamedDoor name={name}>{children}</NamedDoor> : <ChooseShop />}
      <div className={styles.foot}>
        <Preferences words={words} />
      </div>
    </main>
  );
}

function NamedDoor({ name, children }: { name: string; children: ReactNode }) {
  const { open } = useSession();
  const { t } = useWords();
  const {
    data: shop,
    error,
    refetch,
  } = useQuery({
    queryKey: ['shop', name],
    queryFn: ({ signal }) => open.get<WidgetConfig>(`/widget/${encodeURIComponent(name)}`, undefined, signal),
  });
  const title = shop && t('title.shop', { shop: shop.shopName });
  useEffect(() => {
    if (title) document.title = title;
  }, [title]);

  if (error && asApiError(error).code === 'NOT_FOUND') return <ChooseShop missing={name} />;
  if (error) {
    return (
      <DoorCard title={t('opening.unreachable')} hint={failureText(t, error)}>
        <Button size="md" onClick={() => void refetch()}>
          {t('action.tryAgain')}
        </Button>
      </DoorCard>
    );
  }
  if (!shop) return <div className={styles.card} aria-busy="true" />;
  return (
    <ShopContext value={shop}>
      <div className={styles.brand}>
        <Logo size={32} />
        {shop.shopName}
      </div>
      {children}
      <p className={styles.hint}>
        <button type="button" className={`${styles.plain} ${styles.link}`} onClick={() => chooseShop(null)}>
          {t('door.otherShop')}
        </button>
      </p>
    </ShopContext>
  );
}
