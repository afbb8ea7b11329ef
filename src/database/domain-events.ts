import { Injectable } from '@nestjs/common';
import type { Presence } from '../contract/chats.dto';
import type { MessageView, ReadMarkView } from '../contract/conversations.dto';
import type { ActorKind } from '../contract/events.dto';
import { log } from '../core/log';

/** A chat after a change, in as few words as other servers need to read it themselves. */
export interface ChatHint {
  chatId: string;
  conversationId: string;
  customerId: string;
  teamId: string | null;
  agentId: string | null;
  /** Who held it before the change, when that was somebody else. */
  previousAgentId: string | null;
  previousTeamId: string | null;
  version: number;
}

/** The same of a ticket. */
export interface TicketHint {
  ticketId: string;
  conversationId: string;
  customerId: string;
  teamId: string | null;
  assigneeId: string | null;
  previousAssigneeId: string | null;
  previousTeamId: string | null;
  version: number;
}

export interface OfferHint {
  offerId: string;
  chatId: string;
  agentId: string;
}

/** What an account was allowed has changed; its sockets are looked at again. */
export interface AccessHint {
  accountId: string;
}

/** Something new between two colleagues. */
export interface DirectHint {
  conversationId: string;
  memberIds: string[];
}

/** Alerts that people have got. */
export interface AlertHint {
  alerts: { id: string; recipientId: string }[];
}

/** Somebody has read alerts of theirs, or lost them; null is all of them. */
export interface AlertsReadHint {
  recipientId: string;
  alertIds: string[] | null;
}

/** Everything that can happen, by name, with what listeners get to know. To add an event, add a line. */
export interface DomainEventMap {
  'shop.created': null;
  'shop.updated': null;
  'shop.slaChanged': null;
  'shop.deactivated': null;
  'shop.reactivated': null;
  'shop.deleted': null;
  'shop.secretRotated': null;
  'role.created': null;
  /** `accountIds`: the employees who have it. */
  'role.updated': { accountIds: string[] };
  'role.deleted': null;
  'team.created': null;
  'team.updated': null;
  'team.slaChanged': null;
  'team.deleted': null;
  'team.memberAdded': AccessHint;
  'team.memberRemoved': AccessHint;
  'employee.created': null;
  'employee.updated': AccessHint;
  'employee.deactivated': AccessHint;
  'employee.reactivated': AccessHint;
  'employee.passwordChanged': AccessHint;
  'customer.created': null;
  'customer.updated': AccessHint;
  'customer.deactivated': AccessHint;
  'customer.reactivated': AccessHint;
  'customer.passwordChanged': AccessHint;
  /** A visitor turned out to be somebody the shop knows; what they began is that customer's. */
  'customer.merged': AccessHint;
  'customer.emailVerified': AccessHint;
  'signIn.started': null;
  'signIn.ended': { accountId: string; signInId: string };
  'signIn.reused': { accountId: string; signInId: string };
  'savedReply.created': null;
  'savedReply.updated': null;
  'savedReply.deleted': null;
  'savedView.created': null;
  'savedView.updated': null;
  'savedView.deleted': null;
  'import.started': null;
  'import.finished': null;
  'import.failed': null;
  'chat.started': ChatHint;
  'chat.taken': ChatHint;
  'chat.transferred': ChatHint;
  'chat.released': ChatHint;
  'chat.declined': ChatHint;
  'chat.agentLost': ChatHint;
  'chat.closed': ChatHint;
  'chat.reopened': ChatHint;
  'chat.rated': ChatHint;
  'chat.customerChanged': ChatHint;
  /** After its end it goes on as a ticket. */
  'chat.ticketMade': ChatHint;
  'ticket.created': TicketHint;
  'ticket.claimed': TicketHint;
  'ticket.declined': TicketHint;
  'ticket.released': TicketHint;
  'ticket.transferred': TicketHint;
  'ticket.assigned': TicketHint;
  'ticket.held': TicketHint;
  'ticket.resumed': TicketHint;
  'ticket.closed': TicketHint;
  'ticket.reopened': TicketHint;
  'ticket.changed': TicketHint;
  'ticket.merged': TicketHint;
  'ticket.answered': TicketHint;
  'ticket.rated': TicketHint;
  'ticket.slaAtRisk': TicketHint;
  'ticket.slaBreached': TicketHint;
  'offer.made': OfferHint;
  'offer.accepted': OfferHint;
  'offer.declined': OfferHint;
  'offer.expired': OfferHint;
  'offer.withdrawn': OfferHint;
  'announcement.made': null;
  'direct.changed': DirectHint;
  'alert.made': AlertHint;
  'alert.read': AlertsReadHint;
  'agent.presenceChanged': { employeeId: string; presence: Presence; isAutomatic: boolean };
}

export type DomainEventName = keyof DomainEventMap;

export interface EventSubject {
  kind: string;
  id: string;
  shopId: string | null;
}

/** One thing that happened, as listeners in this process hear of it after the commit. */
export type DomainEvent = {
  [Name in DomainEventName]: {
    name: Name;
    subject: EventSubject;
    actor: { kind: ActorKind; id: string | null };
    data: DomainEventMap[Name];
  };
}[DomainEventName];

/** Messages that were committed together, in the order of their numbers within each conversation. */
export interface CommittedMessages {
  shopId: string;
  conversationId: string;
  messages: MessageView[];
  /** The connection that hears of them as the answers to its requests. */
  answered?: string;
}

/** Somebody has read further than before. */
export interface ReadMoved {
  shopId: string;
  conversationId: string;
  mark: ReadMarkView;
}

type Listener<T> = (value: T) => void;

/** Tells listeners in this process what has been committed. Nobody waits for them and nothing depends on them. */
@Injectable()
export class DomainEvents {
  private readonly listeners: Listener<DomainEvent>[] = [];
  private readonly messageListeners: Listener<CommittedMessages>[] = [];
  private readonly readListeners: Listener<ReadMoved>[] = [];

  subscribe(listener: Listener<DomainEvent>): void {
    this.listeners.push(listener);
  }

  subscribeToMessages(listener: Listener<CommittedMessages>): void {
    this.messageListeners.push(listener);
  }

  subscribeToReads(listener: Listener<ReadMoved>): void {
    this.readListeners.push(listener);
  }

  publish(events: readonly DomainEvent[]): void {
    for (const event of events) tell(this.listeners, event);
  }

  publishMessages(committed: readonly CommittedMessages[]): void {
    for (const messages of committed) tell(this.messageListeners, messages);
  }

  publishRead(moved: ReadMoved): void {
    tell(this.readListeners, moved);
  }
}

/** One listener's failure is no reason that the others do not hear, or that the sender is told of a failure. */
function tell<T>(listeners: readonly Listener<T>[], value: T): void {
  for (const listener of listeners) {
    try {
      listener(value);
    } catch (error) {
      log.error({ err: error }, 'a listener failed');
    }
  }
}
