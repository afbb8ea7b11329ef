import type { MessageView } from '../contract/conversations.dto';
import type { Actor } from '../core/actor';
import type { Conversation } from './conversation.entity';

/** By which numbers somebody reads a conversation. Notes have no public number, so a customer's query cannot meet one. */
export class Audience {
  constructor(readonly number: 'seq' | 'publicSeq') {}

  /** The newest number. */
  last({ lastSeq, lastPublicSeq }: Conversation): number {
    return this.number === 'seq' ? lastSeq : lastPublicSeq;
  }

  view(message: MessageView): MessageView {
    return this.number === 'seq' ? message : { ...message, seq: message.publicSeq ?? 0 };
  }
}

export const STAFF = new Audience('seq');
const CUSTOMER = new Audience('publicSeq');

/** Only those who are known to be staff, or the service itself, count notes. */
export function audienceOf(actor: Actor): Audience {
  return actor.kind === 'customer' ? CUSTOMER : STAFF;
}
