import { Injectable } from '@nestjs/common';
import { Offers } from '../chats/offers.service';
import { log } from '../core/log';
import type { OfferHint } from '../database/domain-events';
import type { OfferOutcome } from './fan-out';
import { rooms } from './rooms';
import { SocketServer } from './socket-server';
import { isAnybodyIn } from './sockets';

/** Tells the agents of this server what they are offered, and when that has ended. */
@Injectable()
export class OfferFeed {
  /** Told to somebody here, and as far as is known not answered yet. */
  private readonly pending = new Map<string, OfferHint>();

  constructor(
    private readonly server: SocketServer,
    private readonly offers: Offers,
  ) {}

  offerMade(offer: OfferHint): void {
    const room = rooms.person(offer.agentId);
    if (!isAnybodyIn(this.server.agents, room)) return;
    this.pending.set(offer.offerId, offer);
    this.offers.view(offer.offerId).then(
      (view) => view && this.pending.has(offer.offerId) && this.server.agents.to(room).emit('offer:made', view),
      (error: unknown) => {
        this.pending.delete(offer.offerId);
        log.warn({ err: error }, 'could not tell of an offer');
      },
    );
  }

  offerEnded({ offerId, chatId, agentId }: OfferHint, outcome: OfferOutcome): void {
    this.pending.delete(offerId);
    this.server.agents.to(rooms.person(agentId)).emit('offer:withdrawn', { offerId, chatId, outcome });
  }

  /** What lost hints would have told. */
  async lookAgain(): Promise<void> {
    const agentIds = [...new Set([...this.server.agents.sockets.values()].map(({ data }) => data.actor.id))];
    const before = [...this.pending.values()];
    const open = new Map((await this.offers.pendingOf(agentIds)).map((offer) => [offer.offerId, offer]));
    for (const offer of open.values()) if (!this.pending.has(offer.offerId)) this.offerMade(offer);
    for (const offer of before) {
      if (this.pending.has(offer.offerId) && !open.has(offer.offerId)) this.offerEnded(offer, 'withdrawn');
    }
  }
}
