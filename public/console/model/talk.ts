import type { ChatDetail } from '../../../src/contract/chats.dto';
import type { DirectMessageView } from '../../../src/contract/direct-messages.dto';
import type { TicketDetail } from '../../../src/contract/tickets.dto';

/** A conversation as one reads and writes it, be it a chat's, a ticket's or one with a colleague. */
export interface Talk {
  /** Who is on the other side. */
  other: 'customer' | 'colleague';
  /** Of the chat or ticket; of the conversation where there is neither. */
  id: string;
  shopId: string;
  conversationId: string;
  otherName: string;
  /** I am the one who answers. */
  isMine: boolean;
  canReply: boolean;
  canNote: boolean;
}

export function talkOfChat({ agent, ...chat }: ChatDetail, me: string): Talk {
  return { ...withCustomer(chat), isMine: agent?.id === me };
}

export function talkOfTicket({ assignee, ...ticket }: TicketDetail, me: string): Talk {
  return { ...withCustomer(ticket), isMine: assignee?.id === me };
}

/** There is nobody to keep a note from. */
export function talkWithColleague({ conversationId, shopId, colleague, canWrite }: DirectMessageView): Talk {
  return {
    other: 'colleague',
    id: conversationId,
    shopId,
    conversationId,
    otherName: colleague.name,
    isMine: true,
    canReply: canWrite,
    canNote: false,
  };
}

interface WithCustomer {
  id: string;
  shopId: string;
  conversationId: string;
  customer: { name: string };
  can: { reply: boolean; note: boolean };
}

function withCustomer({ id, shopId, conversationId, customer, can }: WithCustomer): Omit<Talk, 'isMine'> {
  const common = { other: 'customer', id, shopId, conversationId, otherName: customer.name } as const;
  return { ...common, canReply: can.reply, canNote: can.note };
}
