import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../core/actor';
import { AppError } from '../core/app-error';
import { Gathered } from '../core/gathered';
import { plainRows } from '../core/plain-rows';
import { Conversation } from './conversation.entity';
import { mayRead } from './conversation.policy';

/** The door to everything inside a conversation. */
@Injectable()
export class ConversationAccess {
  /** Thousands may come back at the same moment, and agents take many chats at once. */
  private readonly lookUps = new Gathered((ids: string[]) => this.lookUp(ids));

  constructor(private readonly dataSource: DataSource) {}

  /** The conversation, if it exists for this actor. */
  async authorizeRead(actor: Actor, conversationId: string): Promise<Conversation> {
    const conversation = await this.lookUps.ask(conversationId);
    if (!conversation || !mayRead(actor, conversation)) throw AppError.notFound('conversation');
    return conversation;
  }

  private async lookUp(ids: readonly string[]): Promise<(Conversation | null)[]> {
    const found = await plainRows(
      this.dataSource
        .getRepository(Conversation)
        .createQueryBuilder('conversation')
        .where('conversation.id IN (:...ids)', { ids: [...new Set(ids)] }),
    );
    const byId = new Map(found.map((conversation) => [conversation.id, conversation]));
    return ids.map((id) => byId.get(id) ?? null);
  }
}
