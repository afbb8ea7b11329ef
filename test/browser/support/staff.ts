import type { TokenView } from '../../../src/contract/auth.dto';

export type Ask = <T>(method: string, path: string, input?: object) => Promise<T>;

/** What somebody of the staff does, without a browser. */
export async function staff(url: string, username: string, password: string): Promise<Ask> {
  const body = new URLSearchParams({ username, password });
  const response = await fetch(`${url}/api/v1/auth/token`, { method: 'POST', body });
  const { access_token } = (await response.json()) as TokenView;
  return asker(url, access_token);
}

/** What whoever has this token does. */
export function asker(url: string, token: string): Ask {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return async <T>(method: string, path: string, input?: object): Promise<T> => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers,
      body: method === 'GET' ? undefined : JSON.stringify(input ?? {}),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
}
