import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../core/actor';
import { AppError } from '../core/app-error';
import { Conversation } from './conversation.entity';
import { mayRead } from './conversation.policy';

/** The door to everything inside a conversation. */
@Injectable()
export class ConversationAccess {
  constructor(private readonly dataSource: DataSource) {}

  /** The conversation, if it exists for this actor. */
  async authorizeRead(actor: Actor, conversationId: string): Promise<Conversation> {
    const conversation = await this.dataSource.getRepository(Conversation).findOneBy({ id: conversationId });
    if (!conversation || !mayRead(actor, conversation)) throw AppError.notFound('conversation');
    return conversation;
  }
}
