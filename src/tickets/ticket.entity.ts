import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { ActorKind } from '../contract/events.dto';
import type { TicketPriority, TicketSource, TicketStatus } from '../contract/tickets.dto';
import { Conversation } from '../conversations/conversation.entity';
import type { Actor, Place } from '../core/actor';
import { AppError } from '../core/app-error';
import { Customer } from '../customers/customer.entity';
import { Employee } from '../employees/employee.entity';
import { Shop } from '../shops/shop.entity';
import { Team } from '../teams/team.entity';
import { stepFrom, type TicketStep } from './ticket.state';
import { PromisedTimes } from './ticket-times.entity';

const KEPT = { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' } as const;

/** A request that outlives a chat: in the pool, answered by one agent, waiting for the customer, closed. */
@Entity('tickets')
@Index('tickets_number', ['shopId', 'number'], { unique: true })
@Index('tickets_conversation', ['conversationId'], { unique: true })
@Index('tickets_external', ['shopId', 'externalId'], { unique: true })
@Index('tickets_start', ['createdById', 'clientId'], { unique: true })
@Index('tickets_queue', ['shopId', 'status', 'createdAt', 'id'])
@Index('tickets_newest', ['shopId', 'createdAt', 'id'])
@Index('tickets_due', ['shopId', 'status', 'dueAt', 'id'])
@Index('tickets_owed', ['shopId', 'dueAt', 'id'])
@Index('tickets_updated', ['shopId', 'updatedAt', 'id'])
@Index('tickets_holder', ['assigneeId', 'status', 'createdAt', 'id'])
@Index('tickets_history', ['customerId', 'createdAt', 'id'])
@Index('tickets_team', ['teamId', 'status', 'createdAt', 'id'])
@Index('tickets_merged', ['mergedIntoId'])
@Index('tickets_followed', ['followUpOfId'])
@Index('tickets_sla', ['slaNextAt', 'id'])
@Index('tickets_changed', ['updatedAt', 'id'])
@Index('tickets_everywhere', ['createdAt', 'id'])
@Index('tickets_queues', ['status', 'createdAt', 'id'])
export class Ticket extends PromisedTimes {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 36, update: false })
  shopId!: string;

  @ManyToOne(() => Shop, KEPT)
  @JoinColumn({ name: 'shopId', foreignKeyConstraintName: 'tickets_shop' })
  shop?: Relation<Shop>;

  /** Counts up within the shop; never given twice. */
  @Column({ type: 'int', update: false })
  number!: number;

  /** Another one once a second ticket has become part of this one. */
  @Column({ type: 'varchar', length: 36 })
  conversationId!: string;

  @ManyToOne(() => Conversation, KEPT)
  @JoinColumn({ name: 'conversationId', foreignKeyConstraintName: 'tickets_log' })
  conversation?: Relation<Conversation>;

  @Column({ type: 'varchar', length: 36 })
  customerId!: string;

  @ManyToOne(() => Customer, KEPT)
  @JoinColumn({ name: 'customerId', foreignKeyConstraintName: 'tickets_customer' })
  customer?: Relation<Customer>;

  /** The chat whose conversation goes on here. */
  @Column({ type: 'varchar', length: 36, nullable: true, update: false })
  chatId!: string | null;

  @Column({ type: 'varchar', length: 36, nullable: true })
  teamId!: string | null;

  @ManyToOne(() => Team, KEPT)
  @JoinColumn({ name: 'teamId', foreignKeyConstraintName: 'tickets_of_team' })
  team?: Relation<Team> | null;

  /** Who answers, and once it is closed who did last; null while it is in the pool. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  assigneeId!: string | null;

  @ManyToOne(() => Employee, KEPT)
  @JoinColumn({ name: 'assigneeId', foreignKeyConstraintName: 'tickets_assignee' })
  assignee?: Relation<Employee> | null;

  @Column({ type: 'varchar', length: 36, nullable: true })
  previousAssigneeId!: string | null;

  @Column({ type: 'varchar', length: 16 })
  status!: TicketStatus;

  @Column({ type: 'varchar', length: 16 })
  priority!: TicketPriority;

  @Column({ type: 'varchar', length: 200 })
  title!: string;

  @Column({ type: 'text' })
  description!: string;

  @Column({ type: 'varchar', length: 80, nullable: true })
  category!: string | null;

  @Column({ type: 'json' })
  tags!: string[];

  @Column({ type: 'varchar', length: 254, nullable: true })
  contactEmail!: string | null;

  /** As it was written. */
  @Column({ type: 'varchar', length: 40, nullable: true })
  contactPhone!: string | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  contactPhoneE164!: string | null;

  @Column({ type: 'varchar', length: 10, nullable: true })
  contactPhoneLast10!: string | null;

  /** True where there is none. */
  @Column({ type: 'boolean' })
  isEmailValid!: boolean;

  @Column({ type: 'boolean' })
  isPhoneValid!: boolean;

  @Column({ type: 'varchar', length: 16, update: false })
  source!: TicketSource;

  /** What the system that it was imported from calls it. */
  @Column({ type: 'varchar', length: 120, nullable: true, update: false })
  externalId!: string | null;

  @Column({ type: 'varchar', length: 36, nullable: true })
  mergedIntoId!: string | null;

  /** The ticket that had been closed for too long when its customer wrote again. */
  @Column({ type: 'varchar', length: 36, nullable: true, update: false })
  followUpOfId!: string | null;

  @Column({ type: 'varchar', length: 16, update: false })
  createdByKind!: ActorKind;

  @Column({ type: 'varchar', length: 36, nullable: true })
  createdById!: string | null;

  /** The creator's own id for it: the same creation, tried again, is the same ticket. */
  @Column({ type: 'varchar', length: 36, nullable: true, update: false })
  clientId!: string | null;

  @Column({ type: 'datetime', precision: 3, update: false })
  createdAt!: Date;

  /** When the customer first got an answer from a person. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  firstResponseAt!: Date | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  claimedAt!: Date | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  closedAt!: Date | null;

  @Column({ type: 'varchar', length: 16, nullable: true })
  closedByKind!: ActorKind | null;

  @Column({ type: 'varchar', length: 36, nullable: true })
  closedById!: string | null;

  @Column({ type: 'varchar', length: 200, nullable: true })
  closeReason!: string | null;

  /** Since when it has been on hold this time. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  pausedSince!: Date | null;

  /** All the time on hold before that. */
  @Column({ type: 'int' })
  pausedSeconds!: number;

  /** Everything that the list searches. */
  @Column({ type: 'text' })
  searchText!: string;

  /** When `version` grew last: other servers find here what a lost hint would have told. */
  @Column({ type: 'datetime', precision: 3 })
  updatedAt!: Date;

  /** Grows with every change, under this row's lock. */
  @Column({ type: 'int' })
  version!: number;

  get place(): Place {
    return { shopId: this.shopId, teamId: this.teamId, holderId: this.assigneeId };
  }

  /** Whether its customer, by writing, would open it again. */
  canReopen(now: Date, days: number): boolean {
    if (this.closedAt === null || this.mergedIntoId !== null) return false;
    return now.getTime() - this.closedAt.getTime() < days * 86_400_000;
  }

  claim(agentId: string, now: Date): void {
    this.step('claim', now);
    this.holdBy(agentId, now);
  }

  /** To a certain agent, whoever decided that; where it is on hold, it stays so. */
  giveTo(step: 'hand' | 'assign', agentId: string, now: Date): void {
    this.step(step, now);
    this.holdBy(agentId, now);
  }

  /** Into the pool of another team. */
  requeueFor(teamId: string, now: Date): void {
    this.step('requeue', now);
    this.letGo();
    this.teamId = teamId;
  }

  /** Back to the pool. */
  giveBack(step: 'release' | 'decline', now: Date): void {
    this.step(step, now);
    this.letGo();
  }

  hold(now: Date): void {
    this.step('hold', now);
    this.pausedSince = now;
  }

  resume(now: Date): void {
    this.step('resume', now);
  }

  close(by: Pick<Actor, 'kind' | 'id'>, reason: string | null, now: Date): void {
    this.step('close', now);
    const closed = { closedAt: now, closedByKind: by.kind, closedById: by.id, closeReason: reason };
    Object.assign(this, closed satisfies Partial<Ticket>);
  }

  /** To the agent who had it, or without one to the pool. */
  reopen(agentId: string | null, now: Date): void {
    this.step(agentId ? 'goOn' : 'reopen', now);
    this.closedAt = this.closedByKind = this.closedById = this.closeReason = null;
    if (agentId) this.holdBy(agentId, now);
    else this.letGo();
  }

  private holdBy(agentId: string, now: Date): void {
    if (this.assigneeId && this.assigneeId !== agentId) this.previousAssigneeId = this.assigneeId;
    this.assigneeId = agentId;
    this.claimedAt = now;
  }

  private letGo(): void {
    this.previousAssigneeId = this.assigneeId ?? this.previousAssigneeId;
    this.assigneeId = null;
    this.claimedAt = null;
  }

  /** Refuses what is not possible now; answers with where it leads. */
  require(step: TicketStep): TicketStatus {
    if (this.mergedIntoId) throw new AppError('STATE_CONFLICT', 'Not possible: the ticket is part of another one.');
    return stepFrom(this.status, step);
  }

  /** Whatever ends being on hold ends the pause. */
  private step(step: TicketStep, now: Date): void {
    const to = this.require(step);
    if (this.pausedSince && to !== 'on_hold') {
      this.pausedSeconds += Math.max(0, Math.round((now.getTime() - this.pausedSince.getTime()) / 1000));
      this.pausedSince = null;
    }
    this.status = to;
  }
}
