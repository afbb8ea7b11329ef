import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CustomerActor, StaffActor } from '../core/actor';
import { Conversation, type ConversationKind } from './conversation.entity';
import { Message } from './message.entity';

/** A message that found its conversation closed, or asleep. */
export interface Refused {
  conversationId: string;
  clientId: string;
  body: string;
  /** It has been sent before, to another conversation. */
  isAgain: boolean;
}

/** Where the customer's message can go in now: the conversation that is open again, another one, or none. */
type ReopenHandler = (customer: CustomerActor, refused: Refused) => Promise<string | null>;

/** More than one conversation is merged in earnest. */
const MOST_MERGES = 100;

/** Finds where a message goes whose conversation does not take it. */
@Injectable()
export class ConversationPlaces {
  private readonly reopen = new Map<ConversationKind, ReopenHandler>();

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Asked when a customer writes to a closed or sleeping conversation of that kind; the message is sent again to where
   * the answer says.
   */
  onClosed(kind: ConversationKind, handler: ReopenHandler): void {
    this.reopen.set(kind, handler);
  }

  /** Where the message can go in now. Whether its author may write there is asked there. */
  async placeFor(author: StaffActor | CustomerActor, refused: Refused): Promise<string | null> {
    const before = refused.isAgain ? await this.storedBefore(author, refused) : null;
    if (before) return before;
    const conversationId = await this.endOf(refused.conversationId);
    if (author.kind === 'employee') return conversationId === refused.conversationId ? null : conversationId;
    const found = await this.conversations.findOneBy({ id: conversationId });
    const handler = found && this.reopen.get(found.kind);
    return handler ? handler(author, { ...refused, conversationId }) : null;
  }

  /** Where it goes on now; itself, unless its ticket has become part of another one. */
  async endOf(conversationId: string): Promise<string> {
    let end = conversationId;
    for (let step = 0; step < MOST_MERGES; step += 1) {
      const found = await this.conversations.findOne({ select: { id: true, continuedInId: true }, where: { id: end } });
      if (!found?.continuedInId) break;
      end = found.continuedInId;
    }
    return end;
  }

  /** A message that is tried again is stored where it went at first, if the one conversation goes on in the other. */
  private async storedBefore(
    author: StaffActor | CustomerActor,
    { conversationId, clientId }: Refused,
  ): Promise<string | null> {
    const sent = await this.dataSource.getRepository(Message).findOne({
      select: { conversationId: true, seq: true },
      where: { clientId, authorId: author.id },
    });
    if (!sent || sent.conversationId === conversationId) return null;
    const [here, there] = [await this.endOf(conversationId), await this.endOf(sent.conversationId)];
    return here === there ? sent.conversationId : null;
  }

  private get conversations() {
    return this.dataSource.getRepository(Conversation);
  }
}
