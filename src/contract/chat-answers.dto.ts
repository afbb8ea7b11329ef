import type { AgentView, ChatDetail, CustomerChatView, OfferView, QueuePosition } from './chats.dto';

export class CurrentChat {
  chat: CustomerChatView | null;
  /** Where it stands in the queue; null unless it waits. */
  position: QueuePosition | null;
}

export class AgentList {
  items: AgentView[];
}

export class OfferList {
  items: OfferView[];
}

export class TakenChat {
  /** Null when nobody waits whom this agent could take. */
  chat: ChatDetail | null;
}
