import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { log } from '../core/log';
import { searchTextOf } from '../core/normal';
import { CustomersService } from '../customers/customers.service';
import { DomainEvents } from '../database/domain-events';
import { Chat } from './chat.entity';

/** More chats than one customer is ever looked for by. */
const MAX_CHATS = 500;

/** Keeps chats findable by what their customer is called now. */
@Injectable()
export class ChatSearch implements OnModuleDestroy {
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly customers: CustomersService,
    events: DomainEvents,
  ) {
    events.subscribe((event) => {
      if (event.name !== 'customer.updated') return;
      const run = this.rename(event.data.accountId)
        .catch((error: unknown) => log.warn({ err: error }, 'could not rename chats'))
        .finally(() => this.running.delete(run));
      this.running.add(run);
    });
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.running);
  }

  private async rename(customerId: string): Promise<void> {
    const customer = (await this.customers.byIds([customerId])).get(customerId);
    if (!customer) return;
    const chats = await this.dataSource.getRepository(Chat).find({
      select: { id: true, number: true, topic: true, searchText: true },
      where: { customerId },
      order: { startedAt: 'DESC', id: 'DESC' },
      take: MAX_CHATS,
    });
    for (const { id, number, topic, searchText } of chats) {
      const renamed = chatSearchText(customer, number, topic);
      if (renamed !== searchText) await this.dataSource.getRepository(Chat).update({ id }, { searchText: renamed });
    }
  }
}

/** What a chat is found by. */
export function chatSearchText(
  customer: { name: string; email: string | null },
  number: number,
  topic: string | null,
): string {
  return searchTextOf(customer.name, customer.email, String(number), topic);
}
