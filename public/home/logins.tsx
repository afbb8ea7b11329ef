import { useEffect, useState } from 'react';
import { Api } from '../core/api';
import { asApiError } from '../core/api-error';
import type { Translate } from '../core/i18n';
import type { PageKey } from './page-words';

interface DemoLogin {
  username: string;
  password: string;
  role: string;
  shop: string | null;
}

/** Only demo installations have them; elsewhere the question is answered with 404, and nothing is shown. */
export function Logins({ t }: { t: Translate<PageKey> }) {
  const [logins, setLogins] = useState<DemoLogin[]>([]);

  useEffect(() => {
    new Api().get<{ logins: DemoLogin[] }>('/demo').then((demo) => setLogins(demo.logins), asApiError);
  }, []);

  if (logins.length === 0) return null;
  return (
    <section>
      <h2>{t('home.logins')}</h2>
      <p>{t('home.logins.text')}</p>
      <div className="table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('home.login.user')}</th>
              <th scope="col">{t('home.login.password')}</th>
              <th scope="col">{t('home.login.role')}</th>
              <th scope="col">{t('home.login.shop')}</th>
            </tr>
          </thead>
          <tbody>
            {logins.map(({ username, password, role, shop }) => (
              <tr key={username}>
                <td>
                  <code>{username}</code>
                </td>
                <td>
                  <code>{password}</code>
                </td>
                <td>{role}</td>
                <td>{shop ?? t('home.login.everyShop')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
