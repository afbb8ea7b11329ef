import type { Translate } from '../core/i18n';
import bell from './bell.svg';
import { Logins } from './logins';
import type { PageKey } from './page-words';

const SNIPPET = '<script async src="https://support.example.com/w/pk_9f3c2b7d5e.js"></script>';

const WAYS = [
  { href: '/customer', title: 'home.demo', text: 'home.demo.text' },
  { href: '/support', title: 'home.support', text: 'home.support.text' },
  { href: '/portal', title: 'home.portal', text: 'home.portal.text' },
  { href: '/docs', title: 'home.docs', text: 'home.docs.text' },
] as const satisfies { href: string; title: PageKey; text: PageKey }[];

/** What this is and where to go. */
export function Home({ t }: { t: Translate<PageKey> }) {
  return (
    <main>
      <header>
        <img src={bell} alt="" width={56} height={56} />
        <h1>{t('home.title')}</h1>
        <p className="lead">{t('home.lead')}</p>
        <p>{t('home.text')}</p>
      </header>
      <nav className="ways" aria-label={t('home.title')}>
        {WAYS.map(({ href, title, text }) => (
          <a key={href} href={href}>
            <strong>{t(title)}</strong>
            <span>{t(text)}</span>
          </a>
        ))}
      </nav>
      <Logins t={t} />
      <section>
        <h2>{t('home.embed')}</h2>
        <p>{t('home.embed.text')}</p>
        <pre>
          <code>{SNIPPET}</code>
        </pre>
      </section>
    </main>
  );
}
