import { Alert } from './alerts/alert.entity';
import { AccountProof } from './auth/account-proof.entity';
import { LoginAttempt } from './auth/login-attempt.entity';
import { SignIn } from './auth/sign-in.entity';
import { AgentState } from './chats/agent-state.entity';
import { Chat } from './chats/chat.entity';
import { ChatDecline } from './chats/chat-decline.entity';
import { Offer } from './chats/offer.entity';
import { Attachment } from './conversations/attachment.entity';
import { Conversation } from './conversations/conversation.entity';
import { Message } from './conversations/message.entity';
import { ReadMark } from './conversations/read-mark.entity';
import { Customer } from './customers/customer.entity';
import { CustomerClaims } from './customers/customer-claims.entity';
import { CustomerContact } from './customers/customer-contact.entity';
import { IdempotencyKey } from './database/idempotency-key.entity';
import { Lease } from './database/lease.entity';
import { StoredEvent } from './database/stored-event.entity';
import { DirectConversation } from './direct-messages/direct-conversation.entity';
import { Employee } from './employees/employee.entity';
import { Import } from './imports/import.entity';
import { ImportProblemRow } from './imports/import-problem.entity';
import { Delivery } from './mail/delivery.entity';
import { MailPreferenceRow } from './mail/mail-preference.entity';
import { FactSet } from './reports/fact-set.entity';
import { Review } from './reviews/review.entity';
import { Role } from './roles/role.entity';
import { SavedReply } from './saved-replies/saved-reply.entity';
import { SavedView } from './saved-views/saved-view.entity';
import { Shop } from './shops/shop.entity';
import { Team } from './teams/team.entity';
import { TeamMember } from './teams/team-member.entity';
import { Ticket } from './tickets/ticket.entity';
import { TicketDecline } from './tickets/ticket-decline.entity';

/** Every table's entity; `fact_parts` has none, since the databases have no column for bytes in common. */
export const ENTITIES = [
  ...[StoredEvent, Lease, IdempotencyKey],
  ...[Shop, Role, Team, TeamMember, Employee, Customer, CustomerClaims, SavedReply],
  ...[Delivery, MailPreferenceRow],
  ...[SignIn, LoginAttempt, AccountProof],
  ...[Conversation, Message, ReadMark, Attachment, DirectConversation],
  ...[Chat, ChatDecline, Offer, AgentState, Review],
  ...[Ticket, TicketDecline, SavedView],
  ...[Alert],
  ...[FactSet],
  ...[Import, ImportProblemRow, CustomerContact],
];
