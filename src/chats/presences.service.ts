import { Injectable } from '@nestjs/common';
import type { Presence, PresenceView } from '../contract/chats.dto';
import { type Actor, type StaffActor, SYSTEM } from '../core/actor';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { AgentSeats } from './agent-seats.service';
import { AgentState } from './agent-state.entity';
import { ChatTransitions } from './chat-transitions.service';
import { Colleagues } from './colleagues.service';
import { Offer } from './offer.entity';
import { OfferBook } from './offer-book.service';

const MAX_PENDING = 100;

/** What agents say of themselves: available, away, invisible; and what is assumed of those who do not answer. */
@Injectable()
export class Presences {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly seats: AgentSeats,
    private readonly transitions: ChatTransitions,
    private readonly offers: OfferBook,
    private readonly colleagues: Colleagues,
  ) {}

  /** Whoever steps away is no longer asked: what they were offered goes to the next agent at once. */
  async set(actor: StaffActor, presence: Presence): Promise<PresenceView> {
    await this.unitOfWork.run(async (tx) => {
      const state = await this.seats.lock(tx, actor.id);
      await this.change(tx, actor, state, { presence, isAutomatic: false, missedOffers: 0 });
      if (presence !== 'available') await this.withdrawOffers(tx, actor.id);
    });
    return this.of(actor);
  }

  async of(actor: StaffActor): Promise<PresenceView> {
    const [agent] = await this.colleagues.of([actor.id]);
    const state = (await this.seats.statesOf([actor.id])).get(actor.id);
    const load = (await this.seats.loadsOf([actor.id])).get(actor.id) ?? 0;
    return {
      presence: state?.presence ?? 'available',
      isAutomatic: state?.isAutomatic ?? false,
      load,
      capacity: agent?.chatCapacity ?? 0,
    };
  }

  /** One more offer without an answer, of an agent whose row is locked. Says so when that makes them away. */
  async missed(tx: Tx, state: AgentState, missedUntilAway: number): Promise<void> {
    const missedOffers = state.missedOffers + 1;
    if (missedOffers >= missedUntilAway && state.presence === 'available') {
      await this.change(tx, SYSTEM, state, { presence: 'away', isAutomatic: true, missedOffers });
    } else {
      await tx.manager.update(AgentState, { employeeId: state.employeeId }, { missedOffers });
    }
  }

  private async change(
    tx: Tx,
    actor: Actor,
    { employeeId, presence: from, isAutomatic: wasAutomatic }: AgentState,
    to: Pick<AgentState, 'presence' | 'isAutomatic' | 'missedOffers'>,
  ): Promise<void> {
    await tx.manager.update(AgentState, { employeeId }, { ...to, updatedAt: tx.now });
    if (from === to.presence && wasAutomatic === to.isAutomatic) return;

    const agent = await this.colleagues.require(tx, employeeId);
    tx.record('agent.presenceChanged', {
      actor,
      subject: { kind: 'employee', id: employeeId, shopId: agent.shopId },
      from,
      to: to.presence,
      data: { employeeId, presence: to.presence, isAutomatic: to.isAutomatic },
    });
  }

  private async withdrawOffers(tx: Tx, agentId: string): Promise<void> {
    const pending = await tx.manager.find(Offer, {
      where: { agentId, status: 'pending' },
      order: { chatId: 'ASC' },
      take: MAX_PENDING,
    });
    for (const { id, chatId } of pending) {
      const { chat } = await this.transitions.lock(tx, SYSTEM, chatId);
      const offer = await this.offers.pendingOf(tx, chat.id);
      if (offer?.id === id) await this.offers.settle(tx, SYSTEM, offer, 'withdrawn');
    }
  }
}
