import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type EntityTarget, type FindOptionsWhere, type ObjectLiteral } from 'typeorm';
import type { Actor } from '../core/actor';
import { newId } from '../core/ids';
import { Clock } from './clock';
import {
  type DomainEvent,
  type DomainEventMap,
  type DomainEventName,
  DomainEvents,
  type EventSubject,
} from './domain-events';
import { isTransient } from './driver-errors';
import { insertRows } from './insert-rows';
import { isSqlite } from './prepared';
import { StoredEvent } from './stored-event.entity';

const MAX_ATTEMPTS = 5;

type Snapshot = Record<string, unknown> | null;

interface Happening<Name extends DomainEventName> {
  actor: Pick<Actor, 'kind' | 'id'>;
  subject: EventSubject;
  from?: string | null;
  to?: string | null;
  /** The fields that changed, as they were and as they are; never a secret. */
  before?: Snapshot;
  after?: Snapshot;
  data: DomainEventMap[Name];
}

/** An event as the trail keeps it, with what listeners get to know. */
export interface Recorded {
  stored: StoredEvent;
  event: DomainEvent;
}

/** What follows from events within their own transaction. It may add rows and tell of them, but record nothing. */
type Consequence = (tx: Tx, recorded: readonly Recorded[]) => Promise<void>;

/** One database transaction and what will have happened once it commits. */
export class Tx {
  readonly recorded: Recorded[] = [];
  private readonly told: DomainEvent[] = [];
  private readonly followUps: (() => void)[] = [];

  constructor(
    readonly manager: EntityManager,
    readonly now: Date,
  ) {}

  /** Stores the event with the change and tells listeners after the commit. */
  record<Name extends DomainEventName>(
    name: Name,
    { actor, subject, from, to, before, after, data }: Happening<Name>,
  ): void {
    const stored: StoredEvent = {
      id: newId(),
      shopId: subject.shopId,
      name,
      actorKind: actor.kind,
      actorId: actor.id,
      subjectKind: subject.kind,
      subjectId: subject.id,
      fromStatus: from ?? null,
      toStatus: to ?? null,
      before: before ?? null,
      after: after ?? null,
      at: this.now,
    };
    this.recorded.push({
      stored,
      event: { name, subject, actor: { kind: actor.kind, id: actor.id }, data } as DomainEvent,
    });
  }

  /** Tells listeners after the commit of what is no part of the shop's history, so the trail does not keep it. */
  tell(event: DomainEvent): void {
    this.told.push(event);
  }

  get published(): DomainEvent[] {
    return [...this.recorded.map(({ event }) => event), ...this.told];
  }

  /** Runs in this process once the commit has succeeded; for hints only, nothing may depend on it. */
  afterCommit(followUp: () => void): void {
    this.followUps.push(followUp);
  }

  /** The row, locked until the end. Comes before any other read of it, so that what is read is the latest. */
  async lock<T extends ObjectLiteral>(entity: EntityTarget<T>, where: FindOptionsWhere<T>): Promise<T | null> {
    return this.manager.findOne(entity, {
      where,
      ...(isSqlite(this.manager) ? {} : { lock: { mode: 'pessimistic_write' } }),
    });
  }

  committed(): void {
    for (const followUp of this.followUps) followUp();
  }
}

/** The only way to write: runs `work` in a transaction and, once that has committed, publishes what it recorded. */
@Injectable()
export class UnitOfWork {
  private readonly consequences: Consequence[] = [];

  constructor(
    private readonly dataSource: DataSource,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /** Takes part in every transaction that records events, before it commits: all of it is stored, or nothing. */
  alongside(consequence: Consequence): void {
    this.consequences.push(consequence);
  }

  /** `work` may run again after a deadlock, so it touches nothing but `tx`. */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const { tx, result } = await this.commit(work);
    tx.committed();
    this.events.publish(tx.published);
    return result;
  }

  /** The databases roll a deadlocked transaction back whole, so a retry starts it, and `work`, afresh. */
  private async commit<T>(work: (tx: Tx) => Promise<T>, attempt = 1): Promise<{ tx: Tx; result: T }> {
    try {
      return await this.dataSource.transaction(async (manager) => {
        const tx = new Tx(manager, this.clock.now());
        const result = await work(tx);
        if (tx.recorded.length > 0) await this.store(tx);
        return { tx, result };
      });
    } catch (error) {
      if (!isTransient(error) || attempt === MAX_ATTEMPTS) throw error;
      await pause(Math.random() * 10 * 2 ** attempt);
      return this.commit(work, attempt + 1);
    }
  }

  private async store(tx: Tx): Promise<void> {
    const recorded = [...tx.recorded];
    const rows = recorded.map(({ stored }) => stored);
    await insertRows(tx.manager, StoredEvent, rows);
    for (const consequence of this.consequences) await consequence(tx, recorded);
  }
}

/** Of two snapshots, the fields that differ: what an event keeps. */
export function changes(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): { before: Snapshot; after: Snapshot } {
  const names = Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const pick = (source: Record<string, unknown>) => Object.fromEntries(names.map((name) => [name, source[name]]));
  return { before: pick(before), after: pick(after) };
}
