import { AsyncResource } from 'node:async_hooks';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { MessageReceipt, SendMessage } from '../contract/conversations.dto';
import type { Actor } from '../core/actor';
import { AppError } from '../core/app-error';
import { isUnavailable } from '../core/error-body';
import { DomainEvents } from '../database/domain-events';
import { isUniqueViolation } from '../database/driver-errors';
import { RateLimits } from '../database/rate-limits';
import { UnitOfWork } from '../database/unit-of-work';
import { Conversations, storable } from './conversations.service';
import { type Outcome, type Send, type Sender, toSend, writeBatch } from './message-batch';

const MAX_BATCH = 200;
const MAX_WAITING = 5000;
const MAX_ATTEMPTS = 3;
/** A sender hears within this time, so that they are told before they give up by themselves. */
const DEADLINE = 4000;

interface Job {
  send: Send;
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
  private inHand: Job[] = [];
  private writing: Promise<void> | null = null;
  /** Batches hold messages of many requests, so they run in the context of none of them. */
  private readonly context = new AsyncResource('MessageWriter');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: DomainEvents,
    private readonly conversations: Conversations,
    private readonly limits: RateLimits,
  ) {}

  /** Resolves once the message is stored for good. The same `clientId` always gets the first receipt. */
  async send(actor: Actor, input: SendMessage): Promise<MessageReceipt> {
    if (actor.kind === 'system') throw new AppError('FORBIDDEN', 'Only people send messages.');
    const send = toSend(actor, input, storable(input.body));
    if (send.body.trim() === '' && send.attachmentIds.length === 0) throw AppError.field('body', 'Write something or attach a file.');
    await this.limits.consume(actor.kind === 'customer' ? 'messages' : 'staffMessages', actor.id);
    try {
      return await this.store(send);
    } catch (error) {
      if (!(await this.isReopened(actor, send, error))) throw error;
      return this.store(send);
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.writing;
  }

  private async isReopened(actor: Sender, send: Send, error: unknown): Promise<boolean> {
    if (!(error instanceof AppError) || error.code !== 'CHAT_CLOSED' || actor.kind !== 'customer') return false;
    return this.conversations.isReopenedBy(actor, send.conversationId);
  }

  private store(send: Send): Promise<MessageReceipt> {
    if (this.waiting.length >= MAX_WAITING) return Promise.reject(busy());
    return new Promise((resolve, reject) => {
      const settle = (outcome: Outcome) => ('receipt' in outcome ? resolve(outcome.receipt) : reject(outcome.refusal));
      this.waiting.push({ send, enqueuedAt: performance.now(), settle, fail: reject });
      this.writing ??= this.context.runInAsyncScope(() => this.writeAll());
    });
  }

  private async writeAll(): Promise<void> {
    const watch = setInterval(() => this.failLate(), DEADLINE / 8);
    while (this.waiting.length > 0) {
      // Lets everything in that has arrived by now; with SQLite, whose statements block, nothing else would.
      await nextTurn();
      this.inHand = this.waiting.splice(0, MAX_BATCH);
      await this.write(this.inHand);
    }
    clearInterval(watch);
    this.inHand = [];
    this.writing = null;
  }

  private async write(batch: Job[], attempt = 1): Promise<void> {
    try {
      const { outcomes, committed } = await this.unitOfWork.run((tx) => writeBatch(tx, batch.map(({ send }) => send)));
      this.events.publishMessages(committed);
      outcomes.forEach((outcome, index) => batch[index]?.settle(outcome));
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
    if (attempt < MAX_ATTEMPTS && (isAway || isUniqueViolation(error))) {
      await pause(Math.random() * 50 * 2 ** attempt);
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
    for (const { fail } of [...this.inHand, ...this.waiting].filter(isLate)) fail(busy());
    this.waiting = this.waiting.filter((job) => !isLate(job));
  }
}

function busy(): AppError {
  return new AppError('UNAVAILABLE', 'Too many messages at once. Try again shortly.', { retryAfter: 2 });
}
