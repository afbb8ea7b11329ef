import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import type { ChatCounts, ChatDetail, ChatListQuery, ChatView, QueueSnapshot } from '../contract/chats.dto';
import type { Page } from '../contract/common.dto';
import { LIMITS } from '../contract/limits';
import { ReadMarks } from '../conversations/read-marks.service';
import { isWithin, type StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { Gathered } from '../core/gathered';
import { listedShop, type Within } from '../core/lists';
import { only, onlyInPeriods } from '../core/narrowing';
import { containsPattern } from '../core/normal';
import { pageBy } from '../core/paging';
import { Clock } from '../database/clock';
import { SearchPages } from '../database/search-pages';
import { Chat } from './chat.entity';
import { authorizeChat, chatPolicy } from './chat.policy';
import { isPossible } from './chat.state';
import { ChatDecline } from './chat-decline.entity';
import { isLongSearch, NEWEST_FIRST, onlyWithin, QUEUE_ORDER } from './chat-scope';
import { ChatViews } from './chat-views.service';

interface Opened {
  actor: StaffActor;
  chat: Chat;
}

const PERIODS = {
  createdAt: 'chat.startedAt',
  claimedAt: 'chat.takenAt',
  firstResponseAt: 'chat.answeredAt',
  closedAt: 'chat.closedAt',
  review: 'review.chatId = chat.id',
} as const;

/** What staff get to see of chats: what their grants reach, without what they gave back for good. */
@Injectable()
export class ChatReader {
  /** Many agents take chats at the same moment, and each answer is made of half a dozen lookups. */
  private readonly details = new Gathered((opened: Opened[]) => this.detailsOf(opened));

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly readMarks: ReadMarks,
    private readonly views: ChatViews,
    private readonly searches: SearchPages,
  ) {}

  async list(actor: StaffActor, query: ChatListQuery): Promise<Page<ChatView>> {
    const status = query.status ?? STATUS_OF_VIEW[query.view ?? 'all'];
    const isLong = isLongSearch(actor, { ...query, status });
    // One customer's are in the order of an index of their own.
    const chats = this.readable(actor, { shopId: query.shopId, isPage: !query.customerId && !isLong });
    if (query.view === 'mine') chats.andWhere('chat.agentId = :holder', { holder: actor.id });
    if (status) chats.andWhere('chat.status = :status', { status });
    only(chats, 'chat.teamId', query.teamId);
    only(chats, 'chat.agentId', query.agentId);
    only(chats, 'chat.topic', query.topic);
    onlyInPeriods(chats, PERIODS, query);
    if (query.customerId) chats.andWhere('chat.customerId = :customerId', { customerId: query.customerId });
    if (query.search)
      chats.andWhere("chat.searchText LIKE :words ESCAPE '!'", { words: containsPattern(query.search) });

    const keys = query.view === 'queue' && !isLong ? QUEUE_ORDER : NEWEST_FIRST;
    const { from, to } = query;
    const shopId = listedShop(actor, query.shopId);
    const page = await (isLong
      ? this.searches.page({ wanted: chats, shopId, from, to, keys }, query)
      : pageBy(chats, keys, query));
    return { items: await this.views.present(page.items), nextCursor: page.nextCursor };
  }

  async detail(actor: StaffActor, chatId: string): Promise<ChatDetail> {
    return this.detailOf(actor, await this.find(actor, chatId));
  }

  /** Of a chat that this person has just changed. */
  detailOf(actor: StaffActor, chat: Chat): Promise<ChatDetail> {
    return this.details.ask({ actor, chat });
  }

  /** The chat, if it is there for this person. */
  async find(actor: StaffActor, chatId: string): Promise<Chat> {
    const chat = await this.dataSource.getRepository(Chat).findOneBy({ id: chatId });
    if (!chat || !isWithin(actor, chat.shopId)) throw AppError.notFound('chat');
    authorizeChat(actor, 'read', chat);
    const isDeclined = await this.dataSource.getRepository(ChatDecline).existsBy({ chatId, agentId: actor.id });
    if (isDeclined) throw AppError.notFound('chat');
    return chat;
  }

  async counts(actor: StaffActor, shopId?: string): Promise<ChatCounts> {
    const rows: CountRow[] = await this.readable(actor, { shopId })
      .select('chat.status', 'status')
      .addSelect('CASE WHEN chat.agentId = :self THEN 1 ELSE 0 END', 'isMine')
      .addSelect('chat.teamId', 'teamId')
      .addSelect('COUNT(*)', 'count')
      .andWhere("chat.status IN ('waiting', 'active')")
      .setParameter('self', actor.id)
      .groupBy('chat.status')
      .addGroupBy('CASE WHEN chat.agentId = :self THEN 1 ELSE 0 END')
      .addGroupBy('chat.teamId')
      .getRawMany();
    const longest = await this.readable(actor, { shopId })
      .andWhere("chat.status = 'waiting'")
      .orderBy('chat.queuedAt', 'ASC')
      .limit(1)
      .getOne();
    return { ...sums(rows), longestWaitingSince: longest?.queuedAt.toISOString() ?? null };
  }

  /** The queue as it is now, from where changes are pushed. */
  async snapshot(actor: StaffActor, shopId?: string): Promise<QueueSnapshot> {
    const waiting = this.readable(actor, { shopId }).andWhere("chat.status = 'waiting'");
    for (const { column, direction } of QUEUE_ORDER) waiting.addOrderBy(column, direction);
    const chats = await waiting.limit(LIMITS.queueSnapshot).getMany();
    return {
      chats: await this.views.present(chats),
      counts: await this.counts(actor, shopId),
      now: this.clock.now().toISOString(),
    };
  }

  private async detailsOf(opened: readonly Opened[]): Promise<ChatDetail[]> {
    const [views, readSeqOf] = await Promise.all([
      this.views.present(opened.map(({ chat }) => chat)),
      this.readMarks.ofReaders(
        opened.map(({ actor }) => actor.id),
        opened.map(({ chat }) => chat.conversationId),
      ),
    ]);
    return opened.map(({ actor, chat }, index) => {
      const view = views[index];
      if (!view) throw AppError.notFound('chat');
      const can = chatPolicy.abilities(actor, chat, (action) => isPossible(action, chat.status));
      return { ...view, can, readSeq: readSeqOf(actor.id, chat.conversationId) };
    });
  }

  private readable(actor: StaffActor, within: Within): SelectQueryBuilder<Chat> {
    return onlyWithin(this.dataSource.getRepository(Chat).createQueryBuilder('chat'), actor, 'chats:read', within);
  }
}

const STATUS_OF_VIEW = { queue: 'waiting', mine: 'active', all: undefined } as const;

interface CountRow {
  status: string;
  isMine: number | string;
  teamId: string | null;
  count: number | string;
}

function sums(rows: CountRow[]): Omit<ChatCounts, 'longestWaitingSince'> {
  const count = (fits: (row: CountRow) => boolean) =>
    rows.filter(fits).reduce((sum, row) => sum + Number(row.count), 0);
  return {
    waiting: count(({ status }) => status === 'waiting'),
    active: count(({ status }) => status === 'active'),
    mine: count(({ status, isMine }) => status === 'active' && Number(isMine) === 1),
    teams: [...new Set(rows.map(({ teamId }) => teamId))]
      .filter((id) => id !== null)
      .map((id) => ({ teamId: id, count: count(({ teamId }) => teamId === id) })),
  };
}
