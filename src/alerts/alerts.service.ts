import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, type SelectQueryBuilder } from 'typeorm';
import type { AlertListQuery, AlertView, UnreadAlerts } from '../contract/alerts.dto';
import type { Page } from '../contract/common.dto';
import type { CustomerActor, StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { databaseTime, pageBy } from '../core/paging';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { Alert } from './alert.entity';
import { AlertViews } from './alert-views.service';

type Reader = StaffActor | CustomerActor;

/** What people were told: everybody their own, and of their present shop. */
@Injectable()
export class Alerts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly views: AlertViews,
  ) {}

  async list(reader: Reader, { unread, search, ...paging }: AlertListQuery): Promise<Page<AlertView>> {
    if (search) throw AppError.field('search', 'Alerts cannot be searched.');
    const query = this.of(reader);
    if (unread === 'true') query.andWhere('alert.readAt IS NULL');
    if (unread === 'false') query.andWhere('alert.readAt IS NOT NULL');
    const { items, nextCursor } = await pageBy(query, [{ column: 'alert.id', direction: 'DESC' }], paging);
    return { items: await this.views.present(reader, items), nextCursor };
  }

  async unreadCount(reader: Reader): Promise<UnreadAlerts> {
    return { unread: await this.of(reader).andWhere('alert.readAt IS NULL').getCount() };
  }

  /** Read again is read still; the first time counts. */
  async read(reader: Reader, id: string): Promise<UnreadAlerts> {
    if (!(await this.of(reader).andWhere('alert.id = :id', { id }).getExists())) throw AppError.notFound('alert');
    await this.unitOfWork.run(async (tx) => {
      const { affected } = await tx.manager.update(Alert, { id, readAt: IsNull() }, { readAt: tx.now });
      if (affected) tellRead(tx, reader, [id]);
    });
    return this.unreadCount(reader);
  }

  async readAll(reader: Reader): Promise<UnreadAlerts> {
    await this.unitOfWork.run(async (tx) => {
      const { affected } = await tx.manager.update(
        Alert,
        { recipientId: reader.id, readAt: IsNull() },
        { readAt: tx.now },
      );
      if (affected) tellRead(tx, reader, null);
    });
    return this.unreadCount(reader);
  }

  /** Those of these that are this reader's, as they see them. */
  async viewsOf(reader: Reader, ids: readonly string[]): Promise<AlertView[]> {
    const alerts = await this.of(reader)
      .andWhere('alert.id IN (:...ids)', { ids })
      .orderBy('alert.id', 'ASC')
      .getMany();
    return this.views.present(reader, alerts);
  }

  /** Whom alerts since then are for, in order: for servers that may have missed a hint. */
  madeSince(since: Date, limit: number): Promise<Pick<Alert, 'id' | 'recipientId' | 'createdAt'>[]> {
    return this.dataSource
      .getRepository(Alert)
      .createQueryBuilder('alert')
      .select(['alert.id', 'alert.recipientId', 'alert.createdAt'])
      .where('alert.createdAt >= :since', { since: databaseTime(since) })
      .orderBy('alert.createdAt', 'ASC')
      .addOrderBy('alert.id', 'ASC')
      .take(limit)
      .getMany();
  }

  private of(reader: Reader): SelectQueryBuilder<Alert> {
    const query = this.dataSource
      .getRepository(Alert)
      .createQueryBuilder('alert')
      .where('alert.recipientId = :recipientId', { recipientId: reader.id });
    if (reader.shopId !== null) query.andWhere('alert.shopId = :shopId', { shopId: reader.shopId });
    return query;
  }
}

function tellRead(tx: Tx, reader: Reader, alertIds: string[] | null): void {
  tx.tell({
    name: 'alert.read',
    subject: { kind: reader.kind, id: reader.id, shopId: reader.shopId },
    actor: { kind: reader.kind, id: reader.id },
    data: { recipientId: reader.id, alertIds },
  });
}
