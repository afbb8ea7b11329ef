import type { RefreshVisit, StartVisit, VisitorTokenView, WhoAmI } from '../../../src/contract/auth.dto';
import { Api } from '../../core/api';
import { ApiError, asApiError } from '../../core/api-error';
import type { ServerClock } from '../../core/clock';
import { exclusively } from '../../core/locks';
import { type KeyValueStorage, onStorageChange, readJson } from '../../core/storage';
import { Store } from '../../core/store';
import { TokenKeeper } from '../../core/tokens';

/** Who the visitor of this browser is to this shop. Kept in the frame's own storage, out of the host page's reach. */
export interface Visitor {
  refreshToken: string;
  customerId: string;
  isVerified: boolean;
  name: string | null;
  email: string | null;
}

/** The visitor's sign-in: begun with the first chat, resumed on later pages and in other tabs, ended by the shop. */
export class Visit {
  readonly visitor: Store<Visitor | null>;
  readonly tokens: TokenKeeper;
  readonly api: Api;

  private readonly key: string;
  private readonly door: Api;

  constructor(
    private readonly shop: string,
    private readonly storage: KeyValueStorage,
    clock: ServerClock,
  ) {
    this.key = `shopbell:visit:${shop}`;
    this.door = new Api(null, clock);
    this.visitor = new Store(readJson<Visitor>(storage, this.key));
    this.tokens = new TokenKeeper(() => this.trade());
    this.api = new Api(this.tokens, clock);
    onStorageChange(this.key, () => this.visitor.set(readJson<Visitor>(storage, this.key)));
  }

  /** A new visitor, or with `identity` the shop's own customer; the chat that was begun before goes along. */
  async begin(input: Omit<StartVisit, 'shop'>): Promise<void> {
    const known = this.visitor.get();
    const view = await this.door.post<VisitorTokenView>('/auth/visit', {
      ...input,
      shop: this.shop,
      refresh_token: known?.refreshToken,
    } satisfies StartVisit);
    this.tokens.accept(view);
    this.keep({
      refreshToken: view.refresh_token,
      customerId: view.customerId,
      isVerified: view.isVerified,
      name: input.name ?? known?.name ?? null,
      email: input.email ?? known?.email ?? null,
    });
    if (input.identity) await this.learnName();
  }

  /** What the shop's own server said of them is on ours. */
  private async learnName(): Promise<void> {
    const { name, email } = await this.api.get<WhoAmI>('/auth/me');
    const visitor = this.visitor.get();
    if (visitor) this.keep({ ...visitor, name, email });
  }

  /** Where the browser refuses this frame its storage, it still keeps a cookie per site that no page can read. */
  async recall(): Promise<void> {
    if (this.visitor.get() || this.storage.isLasting) return;
    try {
      const view = await this.door.post<VisitorTokenView>('/auth/visit/refresh', {
        shop: this.shop,
      } satisfies RefreshVisit);
      this.tokens.accept(view);
      const { refresh_token: refreshToken, customerId, isVerified } = view;
      this.keep({ refreshToken, customerId, isVerified, name: null, email: null });
      await this.learnName();
    } catch (error) {
      // Nobody has been here, or the visit has ended: the next chat begins one.
      asApiError(error);
    }
  }

  async end(): Promise<void> {
    if (this.tokens.current.get()) await this.api.post('/auth/logout').catch(() => null);
    this.forget();
  }

  private forget(): void {
    this.tokens.forget();
    this.storage.remove(this.key);
    this.visitor.set(null);
  }

  /** One tab at a time, with the newest refresh token, since each is good for one use. */
  private trade(): Promise<VisitorTokenView> {
    return exclusively(`visit:${this.shop}`, async () => {
      const visitor = readJson<Visitor>(this.storage, this.key);
      if (!visitor) throw new ApiError({ code: 'UNAUTHENTICATED', message: 'There is no visit to resume' });
      try {
        const view = await this.door.post<VisitorTokenView>('/auth/visit/refresh', {
          refresh_token: visitor.refreshToken,
          shop: this.shop,
        } satisfies RefreshVisit);
        this.keep({ ...visitor, refreshToken: view.refresh_token, isVerified: view.isVerified });
        return view;
      } catch (error) {
        if (error instanceof ApiError && !error.isTransient) this.forget();
        throw error;
      }
    });
  }

  private keep(visitor: Visitor): void {
    this.storage.set(this.key, JSON.stringify(visitor));
    this.visitor.set(visitor);
  }
}
