import { Inject, Injectable } from '@nestjs/common';
import { DataSource, MoreThan } from 'typeorm';
import type { CustomerChatView, StartChat } from '../contract/chats.dto';
import { Conversations } from '../conversations/conversations.service';
import { MessageWriter } from '../conversations/message-writer';
import type { CustomerActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { ENV, type Env } from '../core/env';
import { newId } from '../core/ids';
import { CustomersService } from '../customers/customers.service';
import { Clock } from '../database/clock';
import { isUniqueViolation } from '../database/driver-errors';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { ShopsService } from '../shops/shops.service';
import { TeamsService } from '../teams/teams.service';
import { Chat, queueOrderOf } from './chat.entity';
import { chatSearchText } from './chat-search.service';
import { hintOf, subjectOf } from './chat-transitions.service';
import { ChatViews } from './chat-views.service';

const HOUR = 3_600_000;

/** A customer rings. */
@Injectable()
export class ChatStarts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly shops: ShopsService,
    private readonly teams: TeamsService,
    private readonly customers: CustomersService,
    private readonly conversations: Conversations,
    private readonly messages: MessageWriter,
    private readonly views: ChatViews,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Asked again, the same start is the same chat. With a chat open already, what is written goes there. */
  async start(actor: CustomerActor, input: StartChat): Promise<CustomerChatView> {
    const chat = (await this.startedBefore(actor, input)) ?? (await this.open(actor, input));
    return this.views.customerView(chat.id);
  }

  private async open(actor: CustomerActor, input: StartChat): Promise<Chat> {
    if (input.message.trim() === '') throw AppError.field('message', 'Write what it is about.');
    const open = await this.findOpen(actor);
    if (open) return this.goOnIn(open, actor, input);
    await this.requireWithinRate(actor);
    try {
      return await this.unitOfWork.run((tx) => this.begin(tx, actor, input));
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
    }
    // Two tabs at once: one of them started the chat, and the database refused the other's.
    return (await this.startedBefore(actor, input)) ?? this.open(actor, input);
  }

  private async begin(tx: Tx, actor: CustomerActor, input: StartChat): Promise<Chat> {
    // Locked, since at this moment they may turn out to be somebody else.
    const customer = await this.customers.lockActive(tx, actor.id);
    const number = await this.shops.nextChatNumber(tx, actor.shopId);
    const teamId = await this.teamFor(tx, actor.shopId, input.teamId);
    const chatsBefore = await tx.manager.countBy(Chat, { customerId: actor.id });

    const conversation = await this.conversations.create(tx, {
      shopId: actor.shopId,
      customerId: actor.id,
      kind: 'chat',
      teamId,
    });
    const { clientId, message, topic, pageUrl, referrer, language } = input;
    const chat = Object.assign(new Chat(), {
      id: newId(),
      shopId: actor.shopId,
      number,
      conversationId: conversation.id,
      customerId: actor.id,
      openCustomerId: actor.id,
      clientId,
      teamId,
      agentId: null,
      status: 'waiting',
      queueOrder: queueOrderOf(customer),
      queuedAt: tx.now,
      startedAt: tx.now,
      takenAt: null,
      answeredAt: null,
      closedAt: null,
      closedByKind: null,
      closedById: null,
      closeReason: null,
      topic: topic ?? null,
      pageUrl: pageUrl ?? null,
      referrer: referrer ?? null,
      language: language ?? null,
      firstMessage: message,
      chatsBefore,
      previousAgentId: null,
      ticketId: null,
      ticketNumber: null,
      searchText: chatSearchText(customer, number, topic ?? null),
      version: 1,
      changedAt: tx.now,
    } satisfies Row);
    await tx.manager.insert(Chat, chat);
    const started = { type: 'chat.started', data: { by: actor.name }, visibility: 'public' } as const;
    await this.conversations.appendSystem(tx, conversation.id, started);
    await this.conversations.appendMessage(tx, actor, conversation.id, {
      clientId,
      body: message,
      visibility: 'public',
    });

    const after = { number, teamId, topic: chat.topic };
    tx.record('chat.started', {
      actor,
      subject: subjectOf(chat),
      from: null,
      to: 'waiting',
      after,
      data: hintOf(chat),
    });
    return chat;
  }

  /** The message that would have started a chat, in the one that is open. */
  private async goOnIn(chat: Chat, actor: CustomerActor, { clientId, message }: StartChat): Promise<Chat> {
    await this.messages.send(actor, { conversationId: chat.conversationId, clientId, body: message });
    return chat;
  }

  private async teamFor(tx: Tx, shopId: string, teamId: string | undefined): Promise<string | null> {
    if (teamId) return (await this.teams.ofShop(tx, shopId, teamId)).id;
    const { settings } = await this.shops.ofId(tx, shopId);
    return settings.defaultTeamId ?? null;
  }

  private async requireWithinRate(actor: CustomerActor): Promise<void> {
    const now = this.clock.now();
    const recent = await this.dataSource.getRepository(Chat).find({
      select: { id: true, startedAt: true },
      where: { customerId: actor.id, startedAt: MoreThan(new Date(now.getTime() - HOUR)) },
      order: { startedAt: 'DESC', id: 'DESC' },
      take: this.env.RATE_CHATS_PER_HOUR,
    });
    const oldest = recent.at(-1);
    if (!oldest || recent.length < this.env.RATE_CHATS_PER_HOUR) return;
    const retryAfter = Math.ceil((oldest.startedAt.getTime() + HOUR - now.getTime()) / 1000);
    throw new AppError('RATE_LIMITED', 'Too many chats in an hour. Wait a while before starting another.', {
      retryAfter,
    });
  }

  private findOpen({ id }: CustomerActor): Promise<Chat | null> {
    return this.dataSource.getRepository(Chat).findOneBy({ openCustomerId: id });
  }

  private startedBefore({ id }: CustomerActor, { clientId }: StartChat): Promise<Chat | null> {
    return this.dataSource.getRepository(Chat).findOneBy({ customerId: id, clientId });
  }
}

/** What is stored of a chat: everything but what it can do and what it refers to. */
type Row = Omit<{ [K in keyof Chat as Chat[K] extends (...args: never[]) => unknown ? never : K]: Chat[K] }, 'place'>;
