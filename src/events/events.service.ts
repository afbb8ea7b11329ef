import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Page } from '../contract/common.dto';
import type { EventListQuery, EventView } from '../contract/events.dto';
import { type Actor, requirePermission } from '../core/actor';
import { AppError } from '../core/app-error';
import { listedShop, onlyOfShop } from '../core/lists';
import { pageBy } from '../core/paging';
import { StoredEvent } from '../database/stored-event.entity';
import { presentEvent } from './event.presenter';

const EXACT = ['name', 'subjectKind', 'subjectId', 'actorId', 'actorKind'] as const;

/** What happened, for those who answer for it. */
@Injectable()
export class EventsService {
  constructor(private readonly dataSource: DataSource) {}

  /** The newest first. One's own shop's, or without a shop all: also of who works for all shops. */
  async list(actor: Actor, { shopId, search, limit, cursor, ...filters }: EventListQuery): Promise<Page<EventView>> {
    const scope = requirePermission(actor, 'events:read');
    if (search) throw AppError.field('search', 'Events are found by name, subject and actor.');
    const query = this.dataSource.getRepository(StoredEvent).createQueryBuilder('event');

    const ofShop = listedShop(actor, shopId);
    if (ofShop) onlyOfShop(query, 'event.shopId', ofShop, true);
    // Whoever may see less than the shop's sees what they did themselves.
    if (scope === 'own' || scope === 'team') query.andWhere('event.actorId = :own', { own: actor.id });
    for (const name of EXACT) if (filters[name]) query.andWhere(`event.${name} = :${name}`, { [name]: filters[name] });

    const { items, nextCursor } = await pageBy(query, [{ column: 'event.id', direction: 'DESC' }], { limit, cursor });
    return { items: items.map(presentEvent), nextCursor };
  }
}
