import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Colleagues } from '../chats/colleagues.service';
import { LIMITS } from '../contract/limits';
import type {
  SavedViewList,
  SavedViewListQuery,
  SavedViewView,
  SaveView,
  UpdateView,
} from '../contract/saved-views.dto';
import { requirePermission, type StaffActor, shopOf } from '../core/actor';
import { AppError } from '../core/app-error';
import { given } from '../core/given';
import { newId } from '../core/ids';
import { normalKey } from '../core/normal';
import { tidy } from '../core/text';
import { saveUnique } from '../database/unique';
import { changes, type Tx, UnitOfWork } from '../database/unit-of-work';
import { Employee } from '../employees/employee.entity';
import { ShopsService } from '../shops/shops.service';
import { SavedView } from './saved-view.entity';
import { type SavedViewAction, savedViewPolicy } from './saved-view.policy';
import { presentSavedView, snapshotOfSavedView } from './saved-view.presenter';

const UNIQUE = { nameKey: 'name' };
const MOST_SHARED = 200;

/** Lists of tickets that people keep, for themselves or for their shop. */
@Injectable()
export class SavedViews {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly shops: ShopsService,
    private readonly colleagues: Colleagues,
  ) {}

  async list(actor: StaffActor, query: SavedViewListQuery): Promise<SavedViewList> {
    requirePermission(actor, 'tickets:read');
    const shopId = actor.shopId || query.shopId ? shopOf(actor, query.shopId) : null;
    const order = { position: 'ASC', nameKey: 'ASC', id: 'ASC' } as const;
    const views = this.dataSource.getRepository(SavedView);

    const own = await views.find({ where: { ownerId: actor.id }, order, take: LIMITS.savedViews });
    const shared = shopId ? await views.find({ where: { shopId, isShared: true }, order, take: MOST_SHARED }) : [];

    return { items: await this.present(actor, [...own, ...shared.filter(({ ownerId }) => ownerId !== actor.id)]) };
  }

  async create(actor: StaffActor, input: SaveView): Promise<SavedViewView> {
    requirePermission(actor, 'tickets:read');
    const shopId = actor.shopId || input.shopId ? shopOf(actor, input.shopId) : null;
    if (input.isShared && !shopId) throw AppError.field('shopId', 'Say with which shop it is shared.');
    const made = await this.unitOfWork.run(async (tx) => {
      if (shopId) await this.shops.ofId(tx, shopId);
      const place = await this.nextPlace(tx, actor.id);

      const view = Object.assign(new SavedView(), {
        ...{ id: newId(), ownerId: actor.id, shopId, createdAt: tx.now },
        ...{ sort: 'newest' as const, isShared: false, position: place },
      });
      write(view, input, tx.now);
      savedViewPolicy.authorize(actor, 'update', view);
      await saveUnique(tx, view, UNIQUE);

      if (view.isShared) this.record(tx, actor, 'savedView.created', view, { after: snapshotOfSavedView(view) });
      return view;
    });
    return this.presentOne(actor, made);
  }

  /** What is shared before or after it is a matter of those in charge; to take one's own back is not. */
  async update(actor: StaffActor, id: string, input: UpdateView): Promise<SavedViewView> {
    const changed = await this.unitOfWork.run(async (tx) => {
      const view = await this.lock(tx, actor, id, isTakingBack(input) ? 'delete' : 'update');

      const before = snapshotOfSavedView(view);
      write(view, input, tx.now);
      if (view.isShared) savedViewPolicy.authorize(actor, 'update', view);
      await saveUnique(tx, view, UNIQUE);

      const change = changes(before, snapshotOfSavedView(view));
      if (before.isShared || view.isShared) this.record(tx, actor, 'savedView.updated', view, change);
      return view;
    });
    return this.presentOne(actor, changed);
  }

  async delete(actor: StaffActor, id: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const view = await this.lock(tx, actor, id, 'delete');

      await tx.manager.delete(SavedView, view.id);

      if (view.isShared) this.record(tx, actor, 'savedView.deleted', view, { before: snapshotOfSavedView(view) });
    });
  }

  /** At the end of the person's own views. Their row's lock keeps two new ones from both being the last that fits. */
  private async nextPlace(tx: Tx, ownerId: string): Promise<number> {
    await tx.lock(Employee, { id: ownerId });
    const own = await tx.manager.find(SavedView, { where: { ownerId }, order: { position: 'DESC', id: 'DESC' } });
    if (own.length >= LIMITS.savedViews)
      throw new AppError('STATE_CONFLICT', `At most ${LIMITS.savedViews} views; delete one first.`);
    return (own[0]?.position ?? -1) + 1;
  }

  /** What somebody else keeps for themselves does not exist. */
  private async lock(tx: Tx, actor: StaffActor, id: string, action: SavedViewAction): Promise<SavedView> {
    const view = await tx.lock(SavedView, { id });
    if (!view || !savedViewPolicy.can(actor, 'read', view)) throw AppError.notFound('view');
    savedViewPolicy.authorize(actor, action, view);
    return view;
  }

  private record(
    tx: Tx,
    actor: StaffActor,
    name: 'savedView.created' | 'savedView.updated' | 'savedView.deleted',
    { id, shopId }: SavedView,
    change: Pick<Parameters<Tx['record']>[1], 'before' | 'after'>,
  ): void {
    tx.record(name, { actor, subject: { kind: 'savedView', id, shopId }, ...change, data: null });
  }

  private async presentOne(actor: StaffActor, view: SavedView): Promise<SavedViewView> {
    const [presented] = await this.present(actor, [view]);
    if (!presented) throw AppError.notFound('view');
    return presented;
  }

  private async present(actor: StaffActor, views: readonly SavedView[]): Promise<SavedViewView[]> {
    const owners = await this.colleagues.named([...new Set(views.map(({ ownerId }) => ownerId))]);
    return views.map((view) => presentSavedView(view, actor, owners.get(view.ownerId)?.name ?? ''));
  }
}

function write(view: SavedView, input: UpdateView, now: Date): void {
  const { name, filters, sort, isShared, position } = given(input);
  if (name !== undefined) Object.assign(view, { name: tidy(name), nameKey: normalKey(name) });
  if (filters !== undefined) view.filters = given(filters);
  if (sort !== undefined) view.sort = sort;
  if (isShared !== undefined) view.isShared = isShared;
  if (position !== undefined) view.position = position;
  view.updatedAt = now;
}

/** Somebody who may no longer say what the shop sees can still stop showing it. */
function isTakingBack({ isShared, ...others }: UpdateView): boolean {
  return isShared === false && Object.keys(given(others)).length === 0;
}
