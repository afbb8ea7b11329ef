import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Page } from '../contract/common.dto';
import type { SavedReplyListQuery, SavedReplyView, SaveReply } from '../contract/saved-replies.dto';
import { type Actor, isWithin, requirePermission, shopOf } from '../core/actor';
import { AppError } from '../core/app-error';
import { newId } from '../core/ids';
import { listedShop, searchIn } from '../core/lists';
import { normalKey, searchTextOf } from '../core/normal';
import { pageBy } from '../core/paging';
import { tidy } from '../core/text';
import { saveUnique } from '../database/unique';
import { changes, type Tx, UnitOfWork } from '../database/unit-of-work';
import { ShopsService } from '../shops/shops.service';
import { SavedReply } from './saved-reply.entity';
import { savedReplyPolicy } from './saved-reply.policy';
import { presentSavedReply, snapshotOfSavedReply } from './saved-reply.presenter';

const UNIQUE = { shortcutKey: 'shortcut' };

@Injectable()
export class SavedRepliesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly shops: ShopsService,
  ) {}

  async list(actor: Actor, { shopId, search, ...paging }: SavedReplyListQuery): Promise<Page<SavedReplyView>> {
    if (requirePermission(actor, 'replies:read') === 'own')
      throw new AppError('FORBIDDEN', 'Saved replies are the whole shop’s.');
    const query = this.dataSource.getRepository(SavedReply).createQueryBuilder('reply');

    const ofShop = listedShop(actor, shopId);
    if (ofShop) query.andWhere('reply.shopId = :ofShop', { ofShop });
    searchIn(query, 'reply.searchText', search);

    const { items, nextCursor } = await pageBy(query, ORDER, paging);
    return { items: items.map(presentSavedReply), nextCursor };
  }

  async create(actor: Actor, { shopId: wanted, ...input }: SaveReply): Promise<SavedReplyView> {
    requirePermission(actor, 'replies:update');
    const shopId = shopOf(actor, wanted);
    return this.unitOfWork.run(async (tx) => {
      await this.shops.ofId(tx, shopId);
      savedReplyPolicy.authorize(actor, 'update', { shopId });

      const reply = Object.assign(new SavedReply(), { id: newId(), shopId, createdAt: tx.now });
      write(reply, input, tx.now);
      await saveUnique(tx, reply, UNIQUE);

      tx.record('savedReply.created', {
        actor,
        subject: subjectOf(reply),
        after: snapshotOfSavedReply(reply),
        data: null,
      });
      return presentSavedReply(reply);
    });
  }

  async update(actor: Actor, id: string, { shopId, ...input }: SaveReply): Promise<SavedReplyView> {
    return this.unitOfWork.run(async (tx) => {
      const reply = await this.lock(tx, actor, id);
      if (shopId && shopId !== reply.shopId) throw AppError.field('shopId', 'A saved reply stays in its shop.');

      const before = snapshotOfSavedReply(reply);
      write(reply, input, tx.now);
      await saveUnique(tx, reply, UNIQUE);

      const changed = changes(before, snapshotOfSavedReply(reply));
      tx.record('savedReply.updated', { actor, subject: subjectOf(reply), ...changed, data: null });
      return presentSavedReply(reply);
    });
  }

  async delete(actor: Actor, id: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const reply = await this.lock(tx, actor, id);

      await tx.manager.delete(SavedReply, reply.id);

      tx.record('savedReply.deleted', {
        actor,
        subject: subjectOf(reply),
        before: snapshotOfSavedReply(reply),
        data: null,
      });
    });
  }

  private async lock(tx: Tx, actor: Actor, id: string): Promise<SavedReply> {
    const reply = await tx.lock(SavedReply, { id });
    if (!reply || !isWithin(actor, reply.shopId)) throw AppError.notFound('saved reply');
    savedReplyPolicy.authorize(actor, 'update', reply);
    return reply;
  }
}

const ORDER = [
  { column: 'reply.shortcutKey', direction: 'ASC' },
  { column: 'reply.id', direction: 'ASC' },
] as const;

function subjectOf({ id, shopId }: SavedReply) {
  return { kind: 'savedReply', id, shopId };
}

function write(reply: SavedReply, { shortcut, body }: Pick<SaveReply, 'shortcut' | 'body'>, now: Date): void {
  reply.shortcut = tidy(shortcut);
  reply.shortcutKey = normalKey(shortcut);
  reply.body = body.normalize('NFC');
  reply.searchText = searchTextOf(shortcut, body);
  reply.updatedAt = now;
}
