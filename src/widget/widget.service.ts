import { Inject, Injectable } from '@nestjs/common';
import { Agents } from '../chats/agents.service';
import { AnswerTimes } from '../chats/answer-times.service';
import type { PersonRef } from '../contract/common.dto';
import type { DemoShop, WidgetConfig } from '../contract/widget.dto';
import { AppError } from '../core/app-error';
import { ENV, type Env } from '../core/env';
import { Clock } from '../database/clock';
import { Deliveries } from '../mail/deliveries.service';
import { ShopsService } from '../shops/shops.service';
import { TeamsService } from '../teams/teams.service';
import { openingAt } from './opening-hours';

const FACES = 5;
/** Nobody is told to come back in an hour by a number. */
const LONGEST_REPLY = 3600;

/** What a shop shows to anybody who visits its pages. */
@Injectable()
export class Widget {
  constructor(
    private readonly clock: Clock,
    private readonly shops: ShopsService,
    private readonly teams: TeamsService,
    private readonly agents: Agents,
    private readonly answerTimes: AnswerTimes,
    private readonly deliveries: Deliveries,
    @Inject(ENV) private readonly env: Env,
  ) {}

  async config(named: string): Promise<WidgetConfig> {
    const shop = await this.shops.openNamed(named);
    const teams = await this.teams.allOf(shop.id);
    const { isOpen, opensAt, closesAt } = openingAt(this.clock.now(), shop);
    return {
      shop: shop.publicKey,
      shopName: shop.name,
      locale: shop.locale,
      branding: shop.branding,
      allowAnonymous: shop.settings.allowAnonymous,
      topics: shop.categories,
      teams: teams.map(({ id, name }) => ({ id, name })),
      agentsOnline: await this.faces(shop.id),
      typicalReplySeconds: await this.typicalReply(shop.id),
      isOpen,
      opensAt: opensAt?.toISOString() ?? null,
      closesAt: closesAt?.toISOString() ?? null,
      sendsMail: this.deliveries.isOn,
    };
  }

  /** Which shops there are is told to nobody in production. */
  async demoShops(): Promise<DemoShop[]> {
    if (this.env.NODE_ENV === 'production') throw AppError.notFound('address');
    const shops = await this.shops.allOpen();
    return shops.map(({ slug, publicKey, name, location }) => ({ slug, shop: publicKey, shopName: name, location }));
  }

  private async faces(shopId: string): Promise<PersonRef[]> {
    const available = await this.agents.available(shopId);
    return available.slice(0, FACES).map(({ id, name }) => ({ id, name }));
  }

  private async typicalReply(shopId: string): Promise<number | null> {
    const seconds = await this.answerTimes.typicalSeconds(shopId);
    return seconds !== null && seconds <= LONGEST_REPLY ? seconds : null;
  }
}
