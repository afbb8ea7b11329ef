import type {
  AccessHint,
  AlertHint,
  AlertsReadHint,
  ChatHint,
  DirectHint,
  DomainEvent,
  DomainEventMap,
  DomainEventName,
  OfferHint,
  TicketHint,
} from '../database/domain-events';

export type OfferOutcome = 'accepted' | 'declined' | 'expired' | 'withdrawn';

/** Those who have to be told, by what they are told of. Each reads for itself what it pushes. */
export interface FanOut {
  chatChanged(chat: ChatHint): void;
  ticketChanged(ticket: TicketHint): void;
  /** Who has declined it hears nothing more of it. */
  conversationDeclined(accountId: string, conversationId: string): void;
  offerMade(offer: OfferHint): void;
  offerEnded(offer: OfferHint, outcome: OfferOutcome): void;
  agentChanged(employeeId: string): void;
  /** What these accounts may do, or whether they may do anything, has to be asked again. */
  accessChanged(accountIds: string[]): void;
  signInEnded(accountId: string, signInId: string): void;
  shopClosed(shopId: string): void;
  directChanged(direct: DirectHint): void;
  alertsMade(alerts: AlertHint): void;
  alertsRead(read: AlertsReadHint): void;
}

type Line<Data> = (to: FanOut, data: Data, who: { subjectId: string; actorId: string | null }) => void;

const chat: Line<ChatHint> = (to, data) => {
  to.chatChanged(data);
  for (const agentId of [data.agentId, data.previousAgentId]) if (agentId) to.agentChanged(agentId);
};

const ticket: Line<TicketHint> = (to, data) => to.ticketChanged(data);

const declines =
  <Data extends ChatHint | TicketHint>(change: Line<Data>): Line<Data> =>
  (to, data, who) => {
    if (who.actorId) to.conversationDeclined(who.actorId, data.conversationId);
    change(to, data, who);
  };

const offerEnds =
  (outcome: OfferOutcome): Line<OfferHint> =>
  (to, data) => {
    to.offerEnded(data, outcome);
    to.agentChanged(data.agentId);
  };

const access: Line<AccessHint> = (to, { accountId }) => to.accessChanged([accountId]);

const signIn: Line<DomainEventMap['signIn.ended']> = (to, { accountId, signInId }) =>
  to.signInEnded(accountId, signInId);

const nobody = () => undefined;

/** Who hears of what: one line per domain event; the type makes a forgotten one a compile error. */
const LINES: { [Name in DomainEventName]: Line<DomainEventMap[Name]> } = {
  'shop.created': nobody,
  'shop.updated': nobody,
  'shop.slaChanged': nobody,
  'shop.deactivated': (to, _, { subjectId }) => to.shopClosed(subjectId),
  'shop.reactivated': nobody,
  'shop.deleted': (to, _, { subjectId }) => to.shopClosed(subjectId),
  'shop.secretRotated': nobody,
  'role.created': nobody,
  'role.updated': (to, { accountIds }) => to.accessChanged(accountIds),
  'role.deleted': nobody,
  'team.created': nobody,
  'team.updated': nobody,
  'team.slaChanged': nobody,
  'team.deleted': nobody,
  'team.memberAdded': access,
  'team.memberRemoved': access,
  'employee.created': nobody,
  'employee.updated': access,
  'employee.deactivated': access,
  'employee.reactivated': access,
  'employee.passwordChanged': access,
  'customer.created': nobody,
  'customer.updated': access,
  'customer.deactivated': access,
  'customer.reactivated': access,
  'customer.passwordChanged': access,
  'customer.merged': access,
  'customer.emailVerified': access,
  'signIn.started': nobody,
  'signIn.ended': signIn,
  'signIn.reused': signIn,
  'savedReply.created': nobody,
  'savedReply.updated': nobody,
  'savedReply.deleted': nobody,
  'savedView.created': nobody,
  'savedView.updated': nobody,
  'savedView.deleted': nobody,
  'import.started': nobody,
  'import.finished': nobody,
  'import.failed': nobody,
  'chat.started': chat,
  'chat.taken': chat,
  'chat.transferred': chat,
  'chat.released': chat,
  'chat.declined': declines(chat),
  'chat.agentLost': chat,
  'chat.closed': chat,
  'chat.reopened': chat,
  'chat.rated': chat,
  'chat.customerChanged': chat,
  'chat.ticketMade': chat,
  'ticket.created': ticket,
  'ticket.claimed': ticket,
  'ticket.declined': declines(ticket),
  'ticket.released': ticket,
  'ticket.transferred': ticket,
  'ticket.assigned': ticket,
  'ticket.held': ticket,
  'ticket.resumed': ticket,
  'ticket.closed': ticket,
  'ticket.reopened': ticket,
  'ticket.changed': ticket,
  'ticket.merged': ticket,
  'ticket.answered': ticket,
  'ticket.rated': ticket,
  'ticket.slaAtRisk': ticket,
  'ticket.slaBreached': ticket,
  'offer.made': (to, data) => {
    to.offerMade(data);
    to.agentChanged(data.agentId);
  },
  'offer.accepted': offerEnds('accepted'),
  'offer.declined': offerEnds('declined'),
  'offer.expired': offerEnds('expired'),
  'offer.withdrawn': offerEnds('withdrawn'),
  'announcement.made': nobody,
  'direct.changed': (to, data) => to.directChanged(data),
  'alert.made': (to, data) => to.alertsMade(data),
  'alert.read': (to, data) => to.alertsRead(data),
  'agent.presenceChanged': (to, { employeeId }) => to.agentChanged(employeeId),
};

export function fanOut({ name, data, subject, actor }: DomainEvent, to: FanOut): void {
  // A mapped type and its own union: the line belongs to the event of the same name.
  const line = LINES[name] as Line<unknown>;
  line(to, data, { subjectId: subject.id, actorId: actor.id });
}
