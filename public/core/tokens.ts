import type { TokenView } from '../../src/contract/auth.dto';
import { asApiError } from './api-error';
import { Store } from './store';

/** A token with less than this left is renewed before it is used. */
const MARGIN_MS = 30_000;

interface HeldToken {
  value: string;
  expiresAt: number;
}

/**
 * Holds the access token and renews it: ahead of its end, when it is asked for too late, and after a 401. Renewals
 * share one request. Give it the call that trades the refresh token (a cookie for staff, a stored one for visitors):
 *
 *   const tokens = new TokenKeeper(() => fetchToken('/api/v1/auth/refresh'));
 *   tokens.accept(await signIn(username, password));
 */
export class TokenKeeper {
  /** The access token in use; null when there is none, or when the sign-in has ended. */
  readonly current = new Store<string | null>(null);

  private held: HeldToken | null = null;
  private renewal: Promise<string> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly trade: () => Promise<TokenView>) {}

  accept({ access_token, expires_in }: TokenView): void {
    this.held = { value: access_token, expiresAt: Date.now() + expires_in * 1000 };
    this.current.set(access_token);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.renew().catch(asApiError), expires_in * 800);
  }

  forget(): void {
    clearTimeout(this.timer);
    this.held = null;
    this.current.set(null);
  }

  /** A token that is good for a while. */
  async token(): Promise<string> {
    if (this.held && this.held.expiresAt - Date.now() > MARGIN_MS) return this.held.value;
    return this.renew();
  }

  /** Another token than `stale`, which the server refused. */
  async replace(stale: string): Promise<string> {
    return this.held && this.held.value !== stale ? this.held.value : this.renew();
  }

  private renew(): Promise<string> {
    this.renewal ??= this.fetch().finally(() => {
      this.renewal = null;
    });
    return this.renewal;
  }

  private async fetch(): Promise<string> {
    try {
      const view = await this.trade();
      this.accept(view);
      return view.access_token;
    } catch (thrown) {
      const error = asApiError(thrown);
      if (!error.isTransient) this.forget();
      throw error;
    }
  }
}
