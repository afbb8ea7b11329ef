import { Injectable } from '@nestjs/common';
import { type Actor, SYSTEM } from '../core/actor';
import { newId } from '../core/ids';
import type { DomainEventName, OfferHint } from '../database/domain-events';
import type { Tx } from '../database/unit-of-work';
import { AgentState } from './agent-state.entity';
import type { Chat } from './chat.entity';
import { Offer, type OfferStatus } from './offer.entity';

type Outcome = Exclude<OfferStatus, 'pending'>;

const EVENT_OF = {
  accepted: 'offer.accepted',
  declined: 'offer.declined',
  expired: 'offer.expired',
  withdrawn: 'offer.withdrawn',
} as const satisfies Record<Outcome, DomainEventName>;

/** Whom a chat was offered to. Every change happens under the chat's lock, so an offer has one outcome. */
@Injectable()
export class OfferBook {
  pendingOf(tx: Tx, chatId: string): Promise<Offer | null> {
    return tx.manager.findOneBy(Offer, { pendingChatId: chatId });
  }

  async make(tx: Tx, chat: Chat, agentId: string, seconds: number): Promise<void> {
    const offer: Omit<Offer, 'chat' | 'agent'> = {
      id: newId(),
      shopId: chat.shopId,
      chatId: chat.id,
      agentId,
      status: 'pending',
      pendingChatId: chat.id,
      reason: null,
      offeredAt: tx.now,
      deadlineAt: new Date(tx.now.getTime() + seconds * 1000),
      answeredAt: null,
    };
    await tx.manager.insert(Offer, offer);
    await tx.manager.update(AgentState, { employeeId: agentId }, { lastOfferedAt: tx.now });

    tx.record('offer.made', {
      actor: SYSTEM,
      ...about(offer),
      from: null,
      to: 'pending',
      after: { agentId, chatId: chat.id },
    });
  }

  async settle(tx: Tx, actor: Actor, offer: Offer, outcome: Outcome, reason: string | null = null): Promise<void> {
    await tx.manager.update(
      Offer,
      { id: offer.id },
      { status: outcome, pendingChatId: null, reason, answeredAt: tx.now },
    );
    // Somebody who answers is there, whatever the answer; the agent's lock is held by whoever answers.
    const hasAnswered = outcome === 'accepted' || outcome === 'declined';
    if (hasAnswered) await tx.manager.update(AgentState, { employeeId: offer.agentId }, { missedOffers: 0 });

    tx.record(EVENT_OF[outcome], {
      actor,
      ...about(offer),
      from: 'pending',
      to: outcome,
      after: reason ? { reason } : null,
    });
  }
}

function about({ id, shopId, chatId, agentId }: Pick<Offer, 'id' | 'shopId' | 'chatId' | 'agentId'>) {
  const data: OfferHint = { offerId: id, chatId, agentId };
  return { subject: { kind: 'offer', id, shopId }, data };
}
