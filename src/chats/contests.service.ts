import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { PersonRef } from '../contract/common.dto';
import { isWithin, type StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { Gathered } from '../core/gathered';
import { Chat } from './chat.entity';
import { authorizeChat } from './chat.policy';
import { ChatDecline } from './chat-decline.entity';
import { Colleagues } from './colleagues.service';

/** A chat as it is after somebody took it. */
interface Outcome {
  chat: Chat;
  holder: PersonRef | null;
  declinedBy: string[];
}

/**
 * Many agents reach for the same chat at the same moment. Of those connected to this server the first goes ahead, and
 * the others wait for it: nearly always they need only look who has it now, all together, rather than queue for its
 * lock one by one. Who wins is decided by the row locks alone.
 */
@Injectable()
export class Contests {
  private readonly ahead = new Map<string, Promise<unknown>>();
  private readonly lookUps = new Gathered((chatIds: string[]) => this.lookUp(chatIds));

  constructor(
    private readonly dataSource: DataSource,
    private readonly colleagues: Colleagues,
  ) {}

  /** What `take` answers; or its refusal, when the chat has gone to somebody else meanwhile. */
  async enter<T>(actor: StaffActor, chatId: string, take: () => Promise<T>): Promise<T> {
    const before = this.ahead.get(chatId);
    if (before) {
      await before.catch(() => undefined);
      await this.refuseLate(actor, chatId);
    }
    // Lets in who reached for it at the same moment: SQLite would serve the first before the others are heard.
    const own = nextTurn().then(take);
    this.ahead.set(chatId, own);
    try {
      return await own;
    } finally {
      if (this.ahead.get(chatId) === own) this.ahead.delete(chatId);
    }
  }

  private async refuseLate(actor: StaffActor, chatId: string): Promise<void> {
    const outcome = await this.lookUps.ask(chatId);
    if (!outcome || !isWithin(actor, outcome.chat.shopId) || outcome.declinedBy.includes(actor.id)) return;
    authorizeChat(actor, 'take', outcome.chat);
    if (outcome.holder && outcome.holder.id !== actor.id) throw alreadyTaken(outcome.holder);
  }

  private async lookUp(chatIds: readonly string[]): Promise<(Outcome | null)[]> {
    const id = In([...new Set(chatIds)]);
    const chats = await this.dataSource.getRepository(Chat).findBy({ id });
    const declines = await this.dataSource.getRepository(ChatDecline).findBy({ chatId: id });
    const held = chats.filter(({ status }) => status === 'active');
    const names = await this.colleagues.named(held.flatMap(({ agentId }) => agentId ?? []));
    const outcomes = chats.map((chat): [string, Outcome] => {
      const holder = chat.status === 'active' && chat.agentId ? names.get(chat.agentId) : undefined;
      const declinedBy = declines.filter(({ chatId }) => chatId === chat.id).map(({ agentId }) => agentId);
      return [chat.id, { chat, holder: holder ?? null, declinedBy }];
    });
    const byId = new Map(outcomes);
    return chatIds.map((chatId) => byId.get(chatId) ?? null);
  }
}

export function alreadyTaken(holder: PersonRef | null): AppError {
  const details = holder ? { holder: { id: holder.id, name: holder.name } } : {};
  return new AppError('ALREADY_TAKEN', `${holder?.name ?? 'Somebody'} has taken this chat.`, { details });
}
