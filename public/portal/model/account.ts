import type { TokenView } from '../../../src/contract/auth.dto';
import type { Session } from '../../core/session';

/** Coming in without, or with another, password: what the doors ask of the server. */
export class Account {
  constructor(
    private readonly session: Session,
    private readonly shop: string,
  ) {}

  /** The answer is the same whether there is such an account or not. */
  async sendCode(email: string): Promise<void> {
    await this.session.open.post<null>('/auth/code', { shop: this.shop, email });
  }

  async enterByCode(email: string, code: string): Promise<void> {
    await this.enter('/auth/code/verify', { shop: this.shop, email, code });
  }

  async forgotPassword(email: string): Promise<void> {
    await this.session.open.post<null>('/auth/password/forgotten', { shop: this.shop, email });
  }

  async resetPassword(token: string, password: string): Promise<void> {
    await this.enter('/auth/password/reset', { token, password });
  }

  async reactivate(username: string, password: string): Promise<void> {
    await this.enter('/auth/reactivate', { shop: this.shop, username, password });
  }

  private async enter(path: string, input: object): Promise<void> {
    await this.session.begin(await this.session.open.post<TokenView>(path, input));
  }
}
