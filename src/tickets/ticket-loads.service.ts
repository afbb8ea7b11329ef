import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Ticket } from './ticket.entity';

/** How many tickets agents have on their desks: those in progress, and those that wait for their customers. */
@Injectable()
export class TicketLoads {
  constructor(private readonly dataSource: DataSource) {}

  /** Those without any are left out. */
  async of(
    agentIds: readonly string[],
    manager: EntityManager = this.dataSource.manager,
  ): Promise<Map<string, number>> {
    if (agentIds.length === 0) return new Map();
    const rows: { agentId: string; count: number | string }[] = await manager
      .createQueryBuilder(Ticket, 'ticket')
      .select('ticket.assigneeId', 'agentId')
      .addSelect('COUNT(*)', 'count')
      .where('ticket.assigneeId IN (:...agentIds)', { agentIds })
      .andWhere("ticket.status IN ('in_progress', 'on_hold')")
      .groupBy('ticket.assigneeId')
      .getRawMany();
    return new Map(rows.map(({ agentId, count }) => [agentId, Number(count)]));
  }
}
