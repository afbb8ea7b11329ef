import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import type { OfferList } from '../contract/chat-answers.dto';
import { type ChatDetail, DeclineChat } from '../contract/chats.dto';
import type { StaffActor } from '../core/actor';
import { CurrentStaff } from '../core/current-actor';
import { Offers } from './offers.service';

/** What the router asks of the agent who is signed in. */
@Controller('offers')
export class OffersController {
  constructor(private readonly offers: Offers) {}

  /** Chats that are offered to oneself and wait for an answer. */
  @Get()
  async mine(@CurrentStaff() actor: StaffActor): Promise<OfferList> {
    return { items: await this.offers.mine(actor) };
  }

  /** Takes the chat that is offered. */
  @Post(':id/accept')
  @HttpCode(200)
  accept(@CurrentStaff() actor: StaffActor, @Param('id', ParseUUIDPipe) id: string): Promise<ChatDetail> {
    return this.offers.accept(actor, id);
  }

  /** Declines the chat that is offered, for good. */
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
