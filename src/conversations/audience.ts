import { Between, type EntityManager, type FindOptionsWhere, MoreThan } from 'typeorm';
import type { MessageView } from '../contract/conversations.dto';
import type { Actor } from '../core/actor';
import type { Conversation } from './conversation.entity';
import { Message } from './message.entity';

interface Range {
  afterSeq?: number;
  beforeSeq?: number;
  limit: number;
}

/** By which numbers somebody reads a conversation. Notes have no public number, so a customer's query cannot meet one. */
export class Audience {
  constructor(private readonly number: 'seq' | 'publicSeq') {}

  /** The newest number. */
  last({ lastSeq, lastPublicSeq }: Conversation): number {
    return this.number === 'seq' ? lastSeq : lastPublicSeq;
  }

  view(message: MessageView): MessageView {
    return this.number === 'seq' ? message : { ...message, seq: message.publicSeq ?? 0 };
  }

  /** The messages of the range in ascending order; without a lower end the newest of it. */
  async read(
    manager: EntityManager,
    conversationId: string,
    { afterSeq, beforeSeq, limit }: Range,
  ): Promise<Message[]> {
    const isForward = afterSeq !== undefined;
    const rows = await manager.find(Message, {
      where: this.at(conversationId, between(afterSeq ?? 0, beforeSeq)),
      order: { [this.number]: isForward ? 'ASC' : 'DESC' },
      take: limit,
    });
    return isForward ? rows : rows.reverse();
  }

  async idAt(manager: EntityManager, conversationId: string, number: number): Promise<string | undefined> {
    const found = await manager.findOne(Message, {
      select: { conversationId: true, seq: true, id: true },
      where: this.at(conversationId, number),
    });
    return found?.id;
  }

  private at(conversationId: string, number: FindOptionsWhere<Message>['seq']): FindOptionsWhere<Message> {
    return { conversationId, [this.number]: number };
  }
}

const STAFF = new Audience('seq');
const CUSTOMER = new Audience('publicSeq');

/** Only those who are known to be staff, or the service itself, count notes. */
export function audienceOf(actor: Actor): Audience {
  return actor.kind === 'customer' ? CUSTOMER : STAFF;
}

function between(after: number, before: number | undefined) {
  return before === undefined ? MoreThan(after) : Between(after + 1, before - 1);
}
