import type { RefreshSignIn, SignIn, TokenView, WhoAmI } from '../../src/contract/auth.dto';
import { Api } from './api';
import { asApiError, type FailureCode } from './api-error';
import { ServerClock } from './clock';
import { exclusively } from './locks';
import { Store } from './store';
import { TokenKeeper } from './tokens';

export type SessionState =
  | { status: 'resuming' }
  /** The server could not be asked; what the cookie is worth is not known. */
  | { status: 'unreachable' }
  | { status: 'out'; because: FailureCode | null }
  | { status: 'in'; me: WhoAmI };

/**
 * Who is signed in here. The access token lives in memory only; a reload trades the cookie, which scripts cannot read,
 * for another one. Console and portal have a cookie each, so neither knows of who is signed in on the other.
 */
export class Session {
  readonly state = new Store<SessionState>({ status: 'resuming' });
  readonly clock = new ServerClock();
  readonly tokens = new TokenKeeper(() =>
    exclusively(`refresh:${this.kind}`, () =>
      this.open.post<TokenView>('/auth/refresh', { kind: this.kind } satisfies RefreshSignIn),
    ),
  );
  readonly api = new Api(this.tokens, this.clock);

  /** For what needs no sign-in, or is one. */
  readonly open = new Api(null, this.clock);

  /** The console is for employees, the portal for customers. */
  constructor(private readonly kind: WhoAmI['kind']) {
    this.tokens.current.subscribe(() => {
      if (this.tokens.current.get() === null && this.state.get().status === 'in') this.leave('UNAUTHENTICATED');
    });
  }

  async resume(): Promise<void> {
    try {
      const me = await this.api.get<WhoAmI>('/auth/me');
      this.state.set({ status: 'in', me });
    } catch (thrown) {
      const error = asApiError(thrown);
      if (error.isTransient) this.state.set({ status: 'unreachable' });
      else this.leave(null);
    }
  }

  async signIn(input: SignIn): Promise<void> {
    await this.begin(await this.open.post<TokenView>('/auth/token', input));
  }

  /** Goes in with the token that registering, a code or a password was answered with. */
  async begin(token: TokenView): Promise<void> {
    this.tokens.accept(token);
    const me = await this.api.get<WhoAmI>('/auth/me');
    if (me.kind === this.kind) return this.state.set({ status: 'in', me });
    await this.signOut();
    this.leave('FORBIDDEN');
  }

  /** Signing out here always works, whatever the server says; that all other places are out, only it can say. */
  async signOut(everywhere = false): Promise<void> {
    const told = this.api.post<null>('/auth/logout', { everywhere });
    await (everywhere ? told : told.catch(asApiError));
    this.leave(null);
  }

  /** The server has ended the sign-in. */
  leave(because: FailureCode | null): void {
    this.state.set({ status: 'out', because });
    this.tokens.forget();
  }
}
