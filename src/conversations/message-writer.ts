import { AsyncResource } from 'node:async_hooks';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { MessageView, SendMessage } from '../contract/conversations.dto';
import type { Actor } from '../core/actor';
import { AppError } from '../core/app-error';
import { isUnavailable } from '../core/error-body';
import { wellFormed } from '../core/well-formed';
import { DomainEvents } from '../database/domain-events';
import { isUniqueViolation } from '../database/driver-errors';
import { portionSize } from '../database/insert-rows';
import { isSqlite } from '../database/prepared';
import { RateLimits } from '../database/rate-limits';
import { UnitOfWork } from '../database/unit-of-work';
import { ConversationPlaces } from './conversation-places.service';
import { Conversations } from './conversations.service';
import { toSenderView } from './message.presenter';
import { type Outcome, type Send, toSend, writeBatch } from './message-batch';

const MAX_BATCH = 192;
/** Each commit to an SQLite file writes whole pages, and messages of the same batch share them. */
const MAX_BATCH_SQLITE = 500;
const MAX_WAITING = 5000;
const MAX_ATTEMPTS = 3;
/** After a crash or a broken line many send again what they had sent: so long it is looked first what is there. */
const LOOK_FIRST_MS = 1000;
/** Conversations that a message is sent on to. */
const MAX_PLACES = 3;
/** A sender hears within this time, so that they are told before they give up by themselves. */
const DEADLINE = 4000;

interface Job {
  send: Send;
  /** The connection that is answered with the message; undefined once its sender was told that it failed. */
  answers: string | undefined;
  enqueuedAt: number;
  settle: (outcome: Outcome) => void;
  fail: (error: unknown) => void;
}

/**
 * Stores what people write. Whatever arrives while one batch is being committed is the next batch: alone a message
 * waits for nobody, and under load many share the price of one commit.
 */
@Injectable()
export class MessageWriter implements OnModuleDestroy {
  private waiting: Job[] = [];
  private readonly inHand = new Set<Job>();
  /** Conversations of the batches that are being written. */
  private readonly taken = new Set<string>();
  private readonly lanes = new Set<Promise<void>>();
  private watch: NodeJS.Timeout | undefined;
  private looksFirstUntil = 0;
  /** While one batch is being committed the next is made ready; SQLite has one writer, so there it would only wait. */
  private readonly maxLanes: number;
  private readonly maxBatch: number;
  private readonly isSqlite: boolean;
  /** Batches hold messages of many requests, so they run in the context of none of them. */
  private readonly context = new AsyncResource('MessageWriter');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: DomainEvents,
    private readonly conversations: Conversations,
    private readonly places: ConversationPlaces,
    private readonly limits: RateLimits,
    { manager }: DataSource,
  ) {
    this.isSqlite = isSqlite(manager);
    this.maxLanes = this.isSqlite ? 1 : 2;
    this.maxBatch = this.isSqlite ? MAX_BATCH_SQLITE : MAX_BATCH;
  }

  /**
   * Resolves with the message once it is stored for good. The same `clientId` always gets the first one. `connectionId`
   * is the socket that hears of it by this answer, and therefore by no push.
   */
  async send(actor: Actor, input: SendMessage, connectionId?: string): Promise<MessageView> {
    if (actor.kind === 'system') throw new AppError('FORBIDDEN', 'Only people send messages.');
    const send = toSend(actor, input, wellFormed(input.body));
    if (send.body.trim() === '' && send.attachmentIds.length === 0)
      throw AppError.field('body', 'Write something or attach a file.');
    await this.limits.consume(actor.kind === 'customer' ? 'messages' : 'staffMessages', actor.id);
    return toSenderView(actor, await this.storeOrFollow(send, MAX_PLACES, connectionId));
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.lanes);
  }

  /** While a message is on its way to another place, that may move on as well. */
  private async storeOrFollow(send: Send, placesLeft: number, answers?: string): Promise<MessageView> {
    try {
      return await this.store(send, answers);
    } catch (error) {
      const conversationId = placesLeft > 0 ? await this.placeAfter(send, error) : null;
      if (!conversationId) throw error;
      return this.storeOrFollow({ ...send, conversationId }, placesLeft - 1);
    }
  }

  /** A message that came too late for its conversation may have another place to go. */
  private async placeAfter({ actor, conversationId, clientId, body }: Send, error: unknown): Promise<string | null> {
    if (!(error instanceof AppError)) return null;
    const isAgain = error.code === 'CLIENT_ID_REUSED';
    if (!isAgain && error.code !== 'CHAT_CLOSED') return null;
    return this.places.placeFor(actor, { conversationId, clientId, body, isAgain });
  }

  private store(send: Send, answers?: string): Promise<MessageView> {
    if (this.waiting.length >= MAX_WAITING) return Promise.reject(busy());
    return new Promise((resolve, reject) => {
      const settle = (outcome: Outcome) => ('message' in outcome ? resolve(outcome.message) : reject(outcome.refusal));
      this.waiting.push({ send, answers, enqueuedAt: performance.now(), settle, fail: reject });
      if (this.lanes.size < this.maxLanes) this.context.runInAsyncScope(() => this.open());
    });
  }

  private open(): void {
    this.watch ??= setInterval(() => this.failLate(), DEADLINE / 8);
    const lane = this.writeAll().finally(() => {
      this.lanes.delete(lane);
      if (this.lanes.size > 0) return;
      clearInterval(this.watch);
      this.watch = undefined;
    });
    this.lanes.add(lane);
  }

  private async writeAll(): Promise<void> {
    for (;;) {
      // Lets everything in that has arrived by now; with SQLite, whose statements block, nothing else would.
      await nextTurn();
      const batch = this.take();
      if (batch.length === 0) return;
      const conversations = batch.map(({ send }) => send.conversationId);
      for (const id of conversations) this.taken.add(id);
      for (const job of batch) this.inHand.add(job);
      await this.write(batch);
      for (const id of conversations) this.taken.delete(id);
      for (const job of batch) this.inHand.delete(job);
    }
  }

  /** The next in line, but nothing of a conversation that is in the other batch: its messages keep their order. */
  private take(): Job[] {
    const free = this.waiting.filter(({ send }) => !this.taken.has(send.conversationId));
    // As many as one statement stores; with SQLite a statement more costs less than a batch more.
    const count = Math.min(free.length, this.maxBatch);
    const batch = free.slice(0, this.isSqlite ? count : portionSize(count));
    const isNext = new Set(batch);
    this.waiting = this.waiting.filter((job) => !isNext.has(job));
    return batch;
  }

  private async write(batch: Job[], attempt = 1): Promise<void> {
    try {
      const sends = batch.map(({ send }) => send);
      const looksFirst = attempt > 1 || performance.now() < this.looksFirstUntil;
      const { outcomes, committed } = await this.unitOfWork.run(async (tx) => {
        const written = await writeBatch(tx, sends, looksFirst);
        await this.conversations.tellWritten(tx, written.written);
        return written;
      });
      const answered = answeredConnections(batch);
      for (const messages of committed) messages.answered = answered.get(messages.conversationId);
      this.events.publishMessages(committed);
      for (const [index, outcome] of outcomes.entries()) batch[index]?.settle(outcome);
    } catch (error) {
      await this.recover(batch, attempt, error);
    }
  }

  /**
   * Nobody knows whether a commit whose connection broke has happened, so the batch is written again: what is there
   * already is found by its `clientId`. What stays impossible is narrowed down to the one message that causes it.
   */
  private async recover(batch: Job[], attempt: number, error: unknown): Promise<void> {
    const isAway = isUnavailable(error);
    const isThere = isUniqueViolation(error);
    if (isThere) this.looksFirstUntil = performance.now() + LOOK_FIRST_MS;
    if (attempt < MAX_ATTEMPTS && (isAway || isThere)) {
      if (isAway || attempt > 1) await pause(Math.random() * 50 * 2 ** attempt);
      return this.write(batch, attempt + 1);
    }
    if (!isAway && batch.length > 1) {
      const middle = Math.ceil(batch.length / 2);
      await this.write(batch.slice(0, middle));
      return this.write(batch.slice(middle));
    }
    // While the database is away nobody has to wait for their own turn to fail.
    for (const { fail } of [...batch, ...(isAway ? this.waiting.splice(0) : [])]) fail(error);
  }

  /** A database that hangs must not keep senders waiting. What is being written may still come true: they try again. */
  private failLate(): void {
    const oldest = performance.now() - DEADLINE;
    const isLate = ({ enqueuedAt }: Job) => enqueuedAt < oldest;
    for (const job of [...this.inHand, ...this.waiting].filter(isLate)) {
      job.answers = undefined;
      job.fail(busy());
    }
    this.waiting = this.waiting.filter((job) => !isLate(job));
  }
}

/**
 * By conversation the connection that everything came over: it has it all from its answers, in the same order. Where
 * several wrote at once there is none, since an answer would come before what was written just before it.
 */
function answeredConnections(batch: readonly Job[]): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const { send, answers } of batch) {
    const isShared = found.has(send.conversationId) && found.get(send.conversationId) !== answers;
    found.set(send.conversationId, isShared ? undefined : answers);
  }
  return found;
}

function busy(): AppError {
  return new AppError('UNAVAILABLE', 'Too many messages at once. Try again shortly.', { retryAfter: 2 });
}
