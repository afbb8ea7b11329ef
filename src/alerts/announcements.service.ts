import { Injectable } from '@nestjs/common';
import type { Announce, Announced } from '../contract/alerts.dto';
import { isWithin, type StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { nameOf } from '../core/text';
import { UnitOfWork } from '../database/unit-of-work';
import { Employee } from '../employees/employee.entity';
import { shopPolicy } from '../shops/shop.policy';
import { ShopsService } from '../shops/shops.service';
import { AlertWriter } from './alert-writer';

/** More than one shop employs. */
const MOST_COLLEAGUES = 5000;

/** What those in charge of a shop tell all who work for it. */
@Injectable()
export class Announcements {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly shops: ShopsService,
    private readonly alerts: AlertWriter,
  ) {}

  async make(actor: StaffActor, shopId: string, input: Announce): Promise<Announced> {
    return this.unitOfWork.run(async (tx) => {
      const shop = await this.shops.ofId(tx, shopId);
      if (!isWithin(actor, shop.id)) throw AppError.notFound('shop');
      shopPolicy.authorize(actor, 'update', shop);
      const data = { title: nameOf(input.title, 'title'), body: nameOf(input.body, 'body') };

      const colleagues = await tx.manager.find(Employee, {
        select: { id: true },
        where: { shopId, isActive: true },
        order: { id: 'ASC' },
        take: MOST_COLLEAGUES,
      });
      const about = { shopId, kind: 'announcement', by: actor, data } as const;
      const recipients = await this.alerts.add(
        tx,
        colleagues.map(({ id }) => ({ ...about, to: { kind: 'employee', id } as const })),
      );

      const subject = { kind: 'shop', id: shopId, shopId };
      tx.record('announcement.made', { actor, subject, after: { ...data, recipients }, data: null });
      return { recipients };
    });
  }
}
