import { LIMITS } from '../../../src/contract/limits';
import type { ChangedTicket, ChangedTickets, ChangeTickets } from '../../../src/contract/ticket-bulk.dto';
import type { TicketView } from '../../../src/contract/tickets.dto';
import type { Api } from '../../core/api';
import { asApiError, type FailureCode } from '../../core/api-error';
import type { Book } from './book';
import type { TicketActions } from './ticket-actions';

export type BulkChange = Omit<ChangeTickets, 'ticketIds'>;

/** A ticket that stayed as it was, and why. */
export interface RefusedTicket {
  ticketId: string;
  /** Null where there is no such ticket for this person. */
  number: number | null;
  code: FailureCode;
  message: string;
}

export interface BulkOutcome {
  change: BulkChange;
  /** What was changed, each as it was before. */
  done: readonly TicketView[];
  refused: readonly RefusedTicket[];
}

/** One thing done to many tickets, and taken back again. */
export class TicketBulk {
  constructor(
    private readonly me: string,
    private readonly api: Api,
    private readonly tickets: Book<TicketView>,
    private readonly actions: TicketActions,
  ) {}

  async change(ids: readonly string[], change: BulkChange): Promise<BulkOutcome> {
    const before = new Map(ids.flatMap((id) => this.tickets.get(id) ?? []).map((ticket) => [ticket.id, ticket]));
    const results = await this.send(ids, change);
    const done = results.flatMap(({ ok, ticketId }) => (ok && before.get(ticketId)) || []);
    return { change, done, refused: results.flatMap(refusedOf) };
  }

  /** Each ticket by itself, as it was; what somebody has changed since and cannot be taken back says why. */
  async undo({ change, done }: BulkOutcome): Promise<RefusedTicket[]> {
    const { addTags, removeTags } = change;
    if (addTags) return this.retag(done, addTags, (tag, had) => !had.has(tag), 'removeTags');
    if (removeTags) return this.retag(done, removeTags, (tag, had) => had.has(tag), 'addTags');
    const refused: RefusedTicket[] = [];
    for (const ticket of done) refused.push(...(await this.undone(ticket, change)));
    return refused;
  }

  private async send(ids: readonly string[], change: BulkChange): Promise<ChangedTicket[]> {
    const results: ChangedTicket[] = [];
    for (let at = 0; at < ids.length; at += LIMITS.ticketsAtOnce) {
      const ticketIds = ids.slice(at, at + LIMITS.ticketsAtOnce);
      results.push(...(await this.api.post<ChangedTickets>('/tickets/bulk', { ticketIds, ...change })).results);
    }
    return results;
  }

  /** Only where the tag came or went by this. */
  private async retag(
    done: readonly TicketView[],
    tags: readonly string[],
    isOurs: (tag: string, had: ReadonlySet<string>) => boolean,
    back: 'addTags' | 'removeTags',
  ): Promise<RefusedTicket[]> {
    const refused: RefusedTicket[] = [];
    for (const tag of tags) {
      const key = tag.toLocaleLowerCase();
      const ours = done.filter((ticket) => isOurs(key, new Set(ticket.tags.map((one) => one.toLocaleLowerCase()))));
      const ids = ours.map(({ id }) => id);
      if (ids.length > 0) refused.push(...(await this.send(ids, { [back]: [tag] })).flatMap(refusedOf));
    }
    return refused;
  }

  private async undone(ticket: TicketView, change: BulkChange): Promise<RefusedTicket[]> {
    const { id: ticketId, number } = ticket;
    try {
      if (change.priority) await this.actions.update(ticketId, { priority: ticket.priority });
      if (change.assign) await this.giveBack(ticket);
      if (change.close) await this.goOn(ticket);
      return [];
    } catch (thrown) {
      const { code, message } = asApiError(thrown);
      return [{ ticketId, number, code, message }];
    }
  }

  private async giveBack({ id, assignee }: TicketView): Promise<void> {
    if (assignee) await this.actions.assign(id, { agentId: assignee.id });
    else await this.actions.release(id);
  }

  /** Reopened, it is nobody's: it goes back to who had it. */
  private async goOn({ id, assignee, status }: TicketView): Promise<void> {
    await this.actions.step(id, 'reopen');
    if (!assignee) return;
    if (assignee.id === this.me) await this.actions.step(id, 'claim');
    else await this.actions.assign(id, { agentId: assignee.id });
    if (status === 'on_hold') await this.actions.step(id, 'hold');
  }
}

function refusedOf({ ok, ticketId, number, code = 'INTERNAL', message = '' }: ChangedTicket): RefusedTicket[] {
  return ok ? [] : [{ ticketId, number, code, message }];
}
