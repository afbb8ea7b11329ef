import { Injectable } from '@nestjs/common';
import type { StartVisit, VisitorTokenView } from '../contract/auth.dto';
import { AppError } from '../core/app-error';
import { CustomerAccounts } from '../customers/customer-accounts.service';
import { RateLimits } from '../database/rate-limits';
import { UnitOfWork } from '../database/unit-of-work';
import type { Shop } from '../shops/shop.entity';
import { ShopsService } from '../shops/shops.service';
import type { Origin } from './auth.service';
import { readIdentity } from './identity-token';
import { type IssuedTokens, SignIns } from './sign-ins.service';
import { Tokens, unknownToken } from './tokens';

interface Visit {
  tokens: IssuedTokens;
  isVerified: boolean;
}

/** How the widget's visitors come in: with a name, without one where the shop allows it, or vouched for by the shop. */
@Injectable()
export class Visits {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: CustomerAccounts,
    private readonly shops: ShopsService,
    private readonly signIns: SignIns,
    private readonly tokens: Tokens,
    private readonly rateLimits: RateLimits,
  ) {}

  async start(
    { shop: publicKey, identity, refresh_token, ...given }: StartVisit,
    origin: Origin,
  ): Promise<VisitorTokenView> {
    await this.rateLimits.consume('visits', origin.address);
    const shop = await this.shops.byPublicKey(publicKey);
    const visitorId = refresh_token === undefined ? null : await this.visitorOf(refresh_token);

    const visit = identity
      ? await this.startVouched(shop, identity, visitorId, origin)
      : await this.startNamed(shop, given, origin);
    return this.present(visit);
  }

  async refresh(token: string): Promise<VisitorTokenView> {
    const { account, ...tokens } = await this.signIns.refresh(token, 'customer');
    await this.unitOfWork.run((tx) => this.accounts.touch(tx, account.id));
    return this.present({ tokens, isVerified: account.kind === 'customer' && account.isVerified });
  }

  private async startVouched(
    shop: Shop,
    identity: string,
    visitorId: string | null,
    { userAgent }: Origin,
  ): Promise<Visit> {
    const secrets = [shop.identitySecret, shop.previousIdentitySecret].filter((secret): secret is string =>
      Boolean(secret),
    );
    const vouched = readIdentity(identity, secrets, shop.publicKey);
    return this.unitOfWork.run(async (tx) => {
      const { id, shopId, isActive } = await this.accounts.vouchedFor(tx, shop, vouched, visitorId);
      if (!isActive) throw unknownToken();
      return { tokens: await this.signIns.start(tx, { kind: 'customer', id, shopId }, userAgent), isVerified: true };
    });
  }

  private async startNamed(
    shop: Shop,
    given: { name?: string; email?: string },
    { userAgent }: Origin,
  ): Promise<Visit> {
    const missing = (['name', 'email'] as const).filter((field) => !given[field]?.trim());
    if (missing.length > 0 && !shop.settings.allowAnonymous) {
      const errors = missing.map((field) => ({
        field,
        message: `This shop asks for your ${field === 'name' ? 'name' : 'e-mail address'}.`,
      }));
      throw new AppError('UNPROCESSABLE', 'Say who you are, so that somebody can answer you.', { errors });
    }
    return this.unitOfWork.run(async (tx) => {
      const { id, shopId } = await this.accounts.createVisitor(tx, shop, given);
      return { tokens: await this.signIns.start(tx, { kind: 'customer', id, shopId }, userAgent), isVerified: false };
    });
  }

  /** Who visited in this browser before; a token of somebody else's kind counts for nothing. */
  private async visitorOf(refreshToken: string): Promise<string | null> {
    const owner = await this.signIns.ownerOf(refreshToken);
    return owner?.kind === 'customer' ? owner.accountId : null;
  }

  private present({ tokens: { claims, accessToken, refreshToken }, isVerified }: Visit): VisitorTokenView {
    return {
      access_token: accessToken,
      token_type: 'bearer',
      expires_in: this.tokens.lifetimeSeconds,
      refresh_token: refreshToken,
      customerId: claims.accountId,
      isVerified,
    };
  }
}
