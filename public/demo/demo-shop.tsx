import { useState } from 'react';
import type { Translate } from '../core/i18n';
import type { PageKey } from '../home/page-words';
import { Loaf, PRODUCTS } from './art';
import type { ShopOnShow } from './shops';

interface Props {
  t: Translate<PageKey>;
  shop: ShopOnShow | null;
  shops: ShopOnShow[];
}

/** A page as a shop may have it, with nothing of the chat in it but its script and one button of its own. */
export function DemoShop({ t, shop, shops }: Props) {
  const [basket, setBasket] = useState<readonly PageKey[]>([]);
  const price = new Intl.NumberFormat(document.documentElement.lang, { style: 'currency', currency: 'EUR' });

  return (
    <>
      <header className="top">
        <a className="brand" href={location.pathname + location.search}>
          <Loaf /> {t('demo.name')}
        </a>
        <nav aria-label={t('demo.nav')}>
          <a href="#products">{t('demo.nav.bread')}</a>
          <a href="#products">{t('demo.nav.sweet')}</a>
          <a href="#visit">{t('demo.nav.visit')}</a>
        </nav>
        <span className="basket" role="status">
          {t('demo.basket', { count: basket.length })}
        </span>
      </header>
      <main>
        <section className="hero">
          <div>
            <h1>{t('demo.hero')}</h1>
            <p>{t('demo.hero.text')}</p>
            {shop && (
              <button type="button" className="cta" onClick={() => window.Shopbell?.('show')}>
                {t('demo.ask')}
              </button>
            )}
          </div>
          <Loaf />
        </section>
        {!shop && (
          <section className="none">
            <h2>{t('demo.none')}</h2>
            <p>{t('demo.none.text')}</p>
          </section>
        )}
        <section id="products">
          <h2>{t('demo.products')}</h2>
          <ul className="products">
            {PRODUCTS.map(({ name, text, cents, Picture }) => (
              <li key={name}>
                <Picture />
                <h3>{t(name)}</h3>
                <p>{t(text)}</p>
                <span className="buy">
                  <b>{price.format(cents / 100)}</b>
                  <button type="button" onClick={() => setBasket([...basket, name])}>
                    {t(basket.includes(name) ? 'demo.added' : 'demo.add')}
                  </button>
                </span>
              </li>
            ))}
          </ul>
        </section>
        <section id="visit" className="visit">
          <div>
            <h2>{t('demo.visit')}</h2>
            <p>{t('demo.help')}</p>
          </div>
          <ul>
            {shops.map((other) => (
              <li key={other.slug}>
                <a href={`?shop=${encodeURIComponent(other.slug)}`} aria-current={other.slug === shop?.slug}>
                  <strong>{other.shopName}</strong>
                  <span>{other.location}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      </main>
      <footer>
        <a href="/">{t('demo.footer')}</a>
      </footer>
    </>
  );
}
