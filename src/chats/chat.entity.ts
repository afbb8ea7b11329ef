import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { ChatStatus } from '../contract/chats.dto';
import type { ActorKind } from '../contract/events.dto';
import { LIMITS } from '../contract/limits';
import { Conversation } from '../conversations/conversation.entity';
import type { Actor, Place } from '../core/actor';
import { AppError } from '../core/app-error';
import { Customer } from '../customers/customer.entity';
import { Employee } from '../employees/employee.entity';
import { Shop } from '../shops/shop.entity';
import { Team } from '../teams/team.entity';
import { type ChatStep, STEPS } from './chat.state';

/** Before everybody else: whoever comes back to a chat that had ended. */
const FRONT_OF_QUEUE = -1;
const PRIORITY = 0;
const OTHERS = 1;

/** Where a customer's new chats stand in the queue. */
export function queueOrderOf({ isPriority }: Pick<Customer, 'isPriority'>): number {
  return isPriority ? PRIORITY : OTHERS;
}

const KEPT = { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' } as const;

/** A customer's live request: waiting, answered by one agent, closed. */
@Entity('chats')
@Index('chats_number', ['shopId', 'number'], { unique: true })
@Index('chats_conversation', ['conversationId'], { unique: true })
@Index('chats_open', ['openCustomerId'], { unique: true })
@Index('chats_start', ['customerId', 'clientId'], { unique: true })
@Index('chats_queue', ['shopId', 'status', 'queueOrder', 'queuedAt', 'id'])
@Index('chats_holder', ['agentId', 'status'])
@Index('chats_history', ['customerId', 'startedAt', 'id'])
@Index('chats_newest', ['shopId', 'startedAt', 'id'])
@Index('chats_pace', ['shopId', 'teamId', 'takenAt'])
@Index('chats_changed', ['changedAt', 'id'])
@Index('chats_everywhere', ['startedAt', 'id'])
@Index('chats_queues', ['status', 'queueOrder', 'queuedAt', 'id'])
export class Chat {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 36, update: false })
  shopId!: string;

  @ManyToOne(() => Shop, KEPT)
  @JoinColumn({ name: 'shopId', foreignKeyConstraintName: 'chats_shop' })
  shop?: Relation<Shop>;

  /** Counts up within the shop. */
  @Column({ type: 'int', update: false })
  number!: number;

  @Column({ type: 'varchar', length: 36, update: false })
  conversationId!: string;

  @ManyToOne(() => Conversation, KEPT)
  @JoinColumn({ name: 'conversationId', foreignKeyConstraintName: 'chats_log' })
  conversation?: Relation<Conversation>;

  /** Changes when a visitor turns out to be somebody the shop knows. */
  @Column({ type: 'varchar', length: 36 })
  customerId!: string;

  @ManyToOne(() => Customer, KEPT)
  @JoinColumn({ name: 'customerId', foreignKeyConstraintName: 'chats_customer' })
  customer?: Relation<Customer>;

  /** The customer while the chat is open, null afterwards: unique, so nobody has two open chats. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  openCustomerId!: string | null;

  /** The customer's own id for this start: the same start, tried again, is the same chat. */
  @Column({ type: 'varchar', length: 36, update: false })
  clientId!: string;

  @Column({ type: 'varchar', length: 36, nullable: true })
  teamId!: string | null;

  @ManyToOne(() => Team, KEPT)
  @JoinColumn({ name: 'teamId', foreignKeyConstraintName: 'chats_team' })
  team?: Relation<Team> | null;

  /** Who answers, and once it is closed who did last; null while the chat waits. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  agentId!: string | null;

  @ManyToOne(() => Employee, KEPT)
  @JoinColumn({ name: 'agentId', foreignKeyConstraintName: 'chats_agent' })
  agent?: Relation<Employee> | null;

  @Column({ type: 'varchar', length: 16 })
  status!: ChatStatus;

  /** 0 for priority customers, 1 for others, lower for those who come back. */
  @Column({ type: 'int' })
  queueOrder!: number;

  /** The place in the queue; a chat that goes back to it keeps it. */
  @Column({ type: 'datetime', precision: 3 })
  queuedAt!: Date;

  @Column({ type: 'datetime', precision: 3, update: false })
  startedAt!: Date;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  takenAt!: Date | null;

  /** When the customer first got an answer from a person. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  answeredAt!: Date | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  closedAt!: Date | null;

  @Column({ type: 'varchar', length: 16, nullable: true })
  closedByKind!: ActorKind | null;

  @Column({ type: 'varchar', length: 36, nullable: true })
  closedById!: string | null;

  @Column({ type: 'varchar', length: 200, nullable: true })
  closeReason!: string | null;

  @Column({ type: 'varchar', length: 80, nullable: true, update: false })
  topic!: string | null;

  @Column({ type: 'varchar', length: 2000, nullable: true, update: false })
  pageUrl!: string | null;

  @Column({ type: 'varchar', length: 2000, nullable: true, update: false })
  referrer!: string | null;

  @Column({ type: 'varchar', length: 35, nullable: true, update: false })
  language!: string | null;

  @Column({ type: 'text', update: false })
  firstMessage!: string;

  /** Chats of this customer before this one. */
  @Column({ type: 'int' })
  chatsBefore!: number;

  /** Who held it last before it went back to the queue or to somebody else. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  previousAgentId!: string | null;

  /** The ticket in which its conversation goes on. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  ticketId!: string | null;

  @Column({ type: 'int', nullable: true })
  ticketNumber!: number | null;

  /** Name, e-mail, number and topic, as the list searches them. */
  @Column({ type: 'text' })
  searchText!: string;

  /** Grows with every change, under this row's lock. */
  @Column({ type: 'int' })
  version!: number;

  /** When `version` grew last, or its first answer was noted: others find here what a lost hint would have told. */
  @Column({ type: 'datetime', precision: 3 })
  changedAt!: Date;

  get place(): Place {
    return { shopId: this.shopId, teamId: this.teamId, holderId: this.agentId };
  }

  /** Whether its customer, by writing, would open it again. */
  canReopen(now: Date): boolean {
    return (
      this.closedAt !== null &&
      !this.ticketId &&
      now.getTime() - this.closedAt.getTime() < LIMITS.reopenHours * 3_600_000
    );
  }

  take(agentId: string, now: Date): void {
    this.step('take');
    this.holdBy(agentId, now);
  }

  handTo(agentId: string, now: Date): void {
    this.step('hand');
    this.holdBy(agentId, now);
  }

  /** Into the queue of another team, at the place its waiting so far has earned. */
  requeueFor(teamId: string): void {
    this.step('requeue');
    this.letGo();
    this.teamId = teamId;
  }

  /** Back to where it was in the queue. */
  giveBack(step: 'release' | 'decline' | 'return'): void {
    this.step(step);
    this.letGo();
  }

  close(by: Actor, reason: string | null, now: Date): void {
    this.step('close');
    this.openCustomerId = null;
    this.closedAt = now;
    this.closedByKind = by.kind;
    this.closedById = by.id;
    this.closeReason = reason;
  }

  /** To the agent who had it, or without one to the front of the queue. */
  reopen(agentId: string | null, now: Date): void {
    this.step('reopen');
    this.openCustomerId = this.customerId;
    this.closedAt = this.closedByKind = this.closedById = this.closeReason = null;
    this.queueOrder = FRONT_OF_QUEUE;
    this.queuedAt = now;
    if (agentId) {
      this.status = 'active';
      this.holdBy(agentId, now);
    } else {
      this.letGo();
    }
  }

  /** The customer who asked turned out to be this one. */
  belongTo(customer: Pick<Customer, 'id' | 'isPriority'>, chatsBefore: number): void {
    this.customerId = customer.id;
    if (this.openCustomerId) this.openCustomerId = customer.id;
    this.chatsBefore = chatsBefore;
    this.queueOrder = Math.min(this.queueOrder, queueOrderOf(customer));
  }

  private holdBy(agentId: string, now: Date): void {
    if (this.agentId && this.agentId !== agentId) this.previousAgentId = this.agentId;
    this.agentId = agentId;
    this.takenAt = now;
  }

  private letGo(): void {
    this.previousAgentId = this.agentId ?? this.previousAgentId;
    this.agentId = null;
    this.takenAt = null;
  }

  private step(step: ChatStep): void {
    const { in: possible, to } = STEPS[step];
    if (!possible.includes(this.status)) {
      const isClosed = this.status === 'closed';
      throw new AppError(isClosed ? 'CHAT_CLOSED' : 'STATE_CONFLICT', `Not possible: the chat is ${this.status}.`);
    }
    this.status = to ?? this.status;
  }
}
