import type { ChatDetail, ChatView } from '../../../src/contract/chats.dto';

type Can = ChatDetail['can'];

/**
 * What may be done, as far as the last answer still says so. A push tells how a chat stands now, but not what that means
 * for me: until I have asked again, nothing is offered that only held for how it stood before.
 */
export function canStill(told: ChatDetail, now: ChatView): Can {
  if (now.status === told.status && now.agent?.id === told.agent?.id) return told.can;
  const stays: (keyof Can)[] = now.status === 'closed' ? ['read'] : ['read', 'note'];
  const entries = Object.entries(told.can).map(([what, may]) => [what, may && stays.includes(what as keyof Can)]);
  return Object.fromEntries(entries) as Can;
}
