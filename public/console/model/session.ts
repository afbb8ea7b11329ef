import type { SignIn, TokenView, WhoAmI } from '../../../src/contract/auth.dto';
import { Api } from '../../core/api';
import { asApiError, type FailureCode } from '../../core/api-error';
import { ServerClock } from '../../core/clock';
import { exclusively } from '../../core/locks';
import { Store } from '../../core/store';
import { TokenKeeper } from '../../core/tokens';

export type SessionState =
  | { status: 'resuming' }
  /** The server could not be asked; what the cookie is worth is not known. */
  | { status: 'unreachable' }
  | { status: 'out'; because: FailureCode | null }
  | { status: 'in'; me: WhoAmI };

/**
 * Who is signed in here. The access token lives in memory only; a reload trades the cookie, which scripts cannot read,
 * for another one.
 */
export class Session {
  readonly state = new Store<SessionState>({ status: 'resuming' });
  readonly clock = new ServerClock();
  readonly tokens = new TokenKeeper(() => exclusively('refresh', () => this.open.post<TokenView>('/auth/refresh')));
  readonly api = new Api(this.tokens, this.clock);

  /** For what needs no sign-in, or is one. */
  private readonly open = new Api(null, this.clock);

  constructor() {
    this.tokens.current.subscribe(() => {
      if (this.tokens.current.get() === null && this.state.get().status === 'in') this.leave('UNAUTHENTICATED');
    });
  }

  async resume(): Promise<void> {
    try {
      await this.enter();
    } catch (thrown) {
      const error = asApiError(thrown);
      if (error.isTransient) this.state.set({ status: 'unreachable' });
      else this.leave(null);
    }
  }

  async signIn(input: SignIn): Promise<void> {
    this.tokens.accept(await this.open.post<TokenView>('/auth/token', input));
    await this.enter();
  }

  async signOut(): Promise<void> {
    await this.api.post<null>('/auth/logout').catch(asApiError);
    this.leave(null);
  }

  /** The server has ended the sign-in. */
  leave(because: FailureCode | null): void {
    this.state.set({ status: 'out', because });
    this.tokens.forget();
  }

  private async enter(): Promise<void> {
    const me = await this.api.get<WhoAmI>('/auth/me');
    if (me.kind === 'employee') return this.state.set({ status: 'in', me });
    await this.signOut();
    this.state.set({ status: 'out', because: 'FORBIDDEN' });
  }
}
