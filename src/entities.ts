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
import { IdempotencyKey } from './database/idempotency-key.entity';
import { Lease } from './database/lease.entity';
import { StoredEvent } from './database/stored-event.entity';
import { Employee } from './employees/employee.entity';
import { Review } from './reviews/review.entity';
import { Role } from './roles/role.entity';
import { SavedReply } from './saved-replies/saved-reply.entity';
import { Shop } from './shops/shop.entity';
import { Team } from './teams/team.entity';
import { TeamMember } from './teams/team-member.entity';

/** Every table's entity. */
export const ENTITIES = [
  ...[StoredEvent, Lease, IdempotencyKey],
  ...[Shop, Role, Team, TeamMember, Employee, Customer, SavedReply],
  ...[SignIn, LoginAttempt],
  ...[Conversation, Message, ReadMark, Attachment],
  ...[Chat, ChatDecline, Offer, AgentState, Review],
];
