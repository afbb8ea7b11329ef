import { Injectable } from '@nestjs/common';
import type { ActorKind } from '../contract/events.dto';
import { CustomersService } from '../customers/customers.service';
import { EmployeesService } from '../employees/employees.service';

interface Author {
  authorKind: ActorKind;
  authorId: string | null;
}

/** What people are called now, whoever wrote: one question for each kind of author, however many messages. */
@Injectable()
export class AuthorNames {
  constructor(
    private readonly employees: EmployeesService,
    private readonly customers: CustomersService,
  ) {}

  async of(messages: readonly Author[]): Promise<(message: Author) => string> {
    const [employees, customers] = await Promise.all([
      this.employees.displayNames(idsOf(messages, 'employee')),
      this.customers.displayNames(idsOf(messages, 'customer')),
    ]);
    return ({ authorId }) => (authorId && (employees.get(authorId) ?? customers.get(authorId))) || '';
  }
}

function idsOf(messages: readonly Author[], kind: ActorKind): string[] {
  const ids = messages.flatMap(({ authorKind, authorId }) => (authorKind === kind && authorId ? [authorId] : []));
  return [...new Set(ids)];
}
