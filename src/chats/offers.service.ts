import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In, LessThanOrEqual } from 'typeorm';
import type { ChatDetail, DeclineChat, OfferView } from '../contract/chats.dto';
import { type StaffActor, SYSTEM } from '../core/actor';
import { AppError } from '../core/app-error';
import { ENV, type Env } from '../core/env';
import { Clock } from '../database/clock';
import type { OfferHint } from '../database/domain-events';
import { Leases } from '../database/leases';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { AgentChats } from './agent-chats.service';
import { AgentSeats } from './agent-seats.service';
import { ChatReader } from './chat-reader.service';
import { ChatTransitions } from './chat-transitions.service';
import { ChatViews } from './chat-views.service';
import { Offer } from './offer.entity';
import { OfferBook } from './offer-book.service';
import { Presences } from './presences.service';

const MAX_PENDING = 100;
/** Offers in a row without an answer, after which somebody is taken to be away. */
const MISSED_UNTIL_AWAY = 2;

/** The answers to offers, and what happens without one. */
@Injectable()
export class Offers {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly seats: AgentSeats,
    private readonly book: OfferBook,
    private readonly transitions: ChatTransitions,
    private readonly chats: AgentChats,
    private readonly presences: Presences,
    private readonly reader: ChatReader,
    private readonly views: ChatViews,
    leases: Leases,
    @Inject(ENV) env: Env,
  ) {
    leases.every({ name: 'expire-offers', everyMs: env.SWEEP_MILLISECONDS, run: () => this.expireAll() });
  }

  /** Those that wait for this person's answer. */
  async mine(actor: StaffActor): Promise<OfferView[]> {
    const offers = await this.dataSource
      .getRepository(Offer)
      .find({ where: { agentId: actor.id, status: 'pending' }, order: { offeredAt: 'ASC' }, take: MAX_PENDING });
    return this.present(offers);
  }

  /** Those that wait for the answers of these people: for servers that may have missed a hint. */
  async pendingOf(agentIds: readonly string[]): Promise<OfferHint[]> {
    if (agentIds.length === 0) return [];
    const offers = await this.dataSource.getRepository(Offer).findBy({ agentId: In([...agentIds]), status: 'pending' });
    return offers.map(({ id, chatId, agentId }) => ({ offerId: id, chatId, agentId }));
  }

  /** For whom it was made; rights are the caller's matter. */
  async view(offerId: string): Promise<OfferView | null> {
    const [view] = await this.present(await this.dataSource.getRepository(Offer).findBy({ id: offerId }));
    return view ?? null;
  }

  async accept(actor: StaffActor, offerId: string): Promise<ChatDetail> {
    const { chatId } = await this.ofAgent(actor, offerId);
    const chat = await this.unitOfWork.run(async (tx) => {
      await this.seats.lock(tx, actor.id);
      const change = await this.transitions.lock(tx, actor, chatId);
      if (change.chat.status === 'waiting') await this.requirePending(tx, offerId);

      return this.chats.give(tx, actor, change);
    });
    return this.reader.detailOf(actor, chat);
  }

  /** For good, as any decline. */
  async decline(actor: StaffActor, offerId: string, { reason }: DeclineChat): Promise<void> {
    const { chatId } = await this.ofAgent(actor, offerId);
    await this.unitOfWork.run(async (tx) => {
      await this.seats.lock(tx, actor.id);
      const change = await this.transitions.lock(tx, actor, chatId);
      await this.requirePending(tx, offerId);

      await this.chats.turnDown(tx, actor, change, reason ?? null);
    });
  }

  private async expireAll(): Promise<void> {
    const due = await this.dataSource.getRepository(Offer).find({
      where: { status: 'pending', deadlineAt: LessThanOrEqual(this.clock.now()) },
      order: { deadlineAt: 'ASC' },
      take: MAX_PENDING,
    });
    for (const offer of due) await this.expire(offer);
  }

  private async expire({ id, chatId, agentId }: Offer): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const state = await this.seats.lock(tx, agentId);
      const { chat } = await this.transitions.lock(tx, SYSTEM, chatId);
      const offer = await this.book.pendingOf(tx, chat.id);
      if (offer?.id !== id) return;

      await this.book.settle(tx, SYSTEM, offer, 'expired');
      await this.presences.missed(tx, state, MISSED_UNTIL_AWAY);
    });
  }

  /** Somebody else's offer is not there. */
  private async ofAgent(actor: StaffActor, offerId: string): Promise<Offer> {
    const offer = await this.dataSource.getRepository(Offer).findOneBy({ id: offerId, agentId: actor.id });
    if (!offer) throw AppError.notFound('offer');
    return offer;
  }

  private async requirePending(tx: Tx, offerId: string): Promise<void> {
    const offer = await tx.manager.findOneByOrFail(Offer, { id: offerId });
    if (offer.status !== 'pending' || offer.deadlineAt < tx.now) {
      throw new AppError('STATE_CONFLICT', 'This offer has ended.', {
        details: { outcome: offer.status === 'pending' ? 'expired' : offer.status },
      });
    }
  }

  private async present(offers: readonly Offer[]): Promise<OfferView[]> {
    const chats = new Map((await this.views.views(offers.map(({ chatId }) => chatId))).map((chat) => [chat.id, chat]));
    return offers.flatMap(({ id, chatId, offeredAt, deadlineAt }) => {
      const chat = chats.get(chatId);
      return chat ? [{ id, chat, offeredAt: offeredAt.toISOString(), deadlineAt: deadlineAt.toISOString() }] : [];
    });
  }
}
