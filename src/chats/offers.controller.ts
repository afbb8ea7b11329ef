import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { type ChatDetail, DeclineChat, type OfferView } from '../contract/chats.dto';
import type { StaffActor } from '../core/actor';
import { CurrentStaff } from '../core/current-actor';
import { Offers } from './offers.service';

/** What the router asks of the agent who is signed in. */
@Controller('offers')
export class OffersController {
  constructor(private readonly offers: Offers) {}

  @Get()
  async mine(@CurrentStaff() actor: StaffActor): Promise<{ items: OfferView[] }> {
    return { items: await this.offers.mine(actor) };
  }

  @Post(':id/accept')
  @HttpCode(200)
  accept(@CurrentStaff() actor: StaffActor, @Param('id', ParseUUIDPipe) id: string): Promise<ChatDetail> {
    return this.offers.accept(actor, id);
  }

  @Post(':id/decline')
  @HttpCode(204)
  decline(
    @CurrentStaff() actor: StaffActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: DeclineChat,
  ): Promise<void> {
    return this.offers.decline(actor, id, input);
  }
}
