import { Injectable } from '@nestjs/common';
import type { ChatDetail, ChatView, CloseChat, DeclineChat } from '../contract/chats.dto';
import type { StaffActor } from '../core/actor';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { AgentSeats } from './agent-seats.service';
import type { Chat } from './chat.entity';
import { authorizeChat, authorizeForHolder } from './chat.policy';
import { ChatDecline } from './chat-decline.entity';
import { ChatReader } from './chat-reader.service';
import { type ChangingChat, ChatTransitions, takenEntry } from './chat-transitions.service';
import { ChatViews } from './chat-views.service';
import { Colleagues } from './colleagues.service';
import { alreadyTaken, Contests } from './contests.service';
import { OfferBook } from './offer-book.service';

/** What agents do with chats, one at a time. */
@Injectable()
export class AgentChats {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly seats: AgentSeats,
    private readonly transitions: ChatTransitions,
    private readonly offers: OfferBook,
    private readonly colleagues: Colleagues,
    private readonly reader: ChatReader,
    private readonly views: ChatViews,
    private readonly contests: Contests,
  ) {}

  /** Of agents who take the same chat at once, the row locks let one win; the others hear who has it. */
  async take(actor: StaffActor, chatId: string): Promise<ChatDetail> {
    const chat = await this.contests.enter(actor, chatId, () =>
      this.unitOfWork.run(async (tx) => {
        await this.seats.lock(tx, actor.id);
        const change = await this.transitions.lock(tx, actor, chatId);

        return this.give(tx, actor, change);
      }),
    );
    return this.reader.detailOf(actor, chat);
  }

  /** The chat to the agent, both locked: by taking it, by taking the next one, or by accepting an offer. */
  async give(tx: Tx, actor: StaffActor, change: ChangingChat): Promise<Chat> {
    const { chat } = change;
    authorizeChat(actor, 'take', chat);
    // Asked again, for instance because the first answer was lost.
    if (chat.status === 'active' && chat.agentId === actor.id) return chat;
    if (chat.status === 'active')
      throw alreadyTaken(chat.agentId ? await this.colleagues.require(tx, chat.agentId) : null);
    const { isOffered } = await this.seats.requireFree(tx, actor.id, chat.id);

    chat.take(actor.id, tx.now);

    const entries = [takenEntry(actor, chat, tx.now)];
    return this.transitions.finish(tx, actor, change, { event: 'chat.taken', entries, isOffered });
  }

  /** Back to the queue at the place it had; the agent may take it again. */
  async release(actor: StaffActor, chatId: string): Promise<ChatView> {
    await this.unitOfWork.run(async (tx) => {
      const change = await this.transitions.lock(tx, actor, chatId);
      authorizeForHolder(actor, 'release', change.chat);

      change.chat.giveBack('release');

      const entries = [{ type: 'chat.released', data: { by: actor.name } } as const];
      await this.transitions.finish(tx, actor, change, { event: 'chat.released', entries });
    });
    return this.views.view(chatId);
  }

  /** For good: from now on this agent neither sees the chat nor gets it on any way. */
  async decline(actor: StaffActor, chatId: string, { reason }: DeclineChat): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await this.seats.lock(tx, actor.id);
      const change = await this.transitions.lock(tx, actor, chatId);
      authorizeForHolder(actor, 'decline', change.chat);

      await this.turnDown(tx, actor, change, reason ?? null);
    });
  }

  /** The rest of a decline, both locked: of a chat in the queue, of one held, or of an offer. */
  async turnDown(tx: Tx, actor: StaffActor, change: ChangingChat, reason: string | null): Promise<void> {
    const { chat } = change;
    const wasHeld = chat.agentId === actor.id;
    chat.giveBack('decline');
    await tx.manager.insert(ChatDecline, { chatId: chat.id, agentId: actor.id, reason, at: tx.now });
    const declines = await tx.manager.findBy(ChatDecline, { chatId: chat.id });
    const offer = await this.offers.pendingOf(tx, chat.id);
    if (offer?.agentId === actor.id) await this.offers.settle(tx, actor, offer, 'declined', reason);

    const declined = { type: 'chat.declined', data: { by: actor.name, reason }, visibility: 'internal' } as const;
    const released = { type: 'chat.released', data: { by: actor.name } } as const;
    await this.transitions.finish(tx, actor, change, {
      event: 'chat.declined',
      entries: wasHeld ? [released, declined] : [declined],
      after: { declinedBy: actor.id, reason },
      hiddenFrom: declines.map(({ agentId }) => agentId),
    });
  }

  async close(actor: StaffActor, chatId: string, { reason }: CloseChat): Promise<ChatView> {
    await this.unitOfWork.run(async (tx) => {
      const change = await this.transitions.lock(tx, actor, chatId);
      authorizeForHolder(actor, 'close', change.chat);

      change.chat.close(actor, reason ?? null, tx.now);

      const entries = [{ type: 'chat.closed', data: { by: actor.name, byKind: actor.kind } } as const];
      await this.transitions.finish(tx, actor, change, { event: 'chat.closed', entries });
    });
    return this.views.view(chatId);
  }
}
