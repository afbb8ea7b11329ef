import type { Page } from '../../../src/contract/common.dto';
import type { TicketClockView } from '../../../src/contract/sla.dto';
import type {
  AssignTicket,
  CreateTicket,
  TicketFromChat,
  TransferTicket,
  UpdateTicket,
} from '../../../src/contract/ticket-requests.dto';
import type { TicketDetail, TicketHistoryItem, TicketView } from '../../../src/contract/tickets.dto';
import type { Api } from '../../core/api';
import type { Book } from './book';

/** What changes a ticket's state and needs nothing else. */
export type TicketStep = 'claim' | 'hold' | 'resume' | 'reopen';

/** Everything that people do with tickets. What the server answers is known to the lists at once. */
export class TicketActions {
  constructor(
    private readonly api: Api,
    private readonly tickets: Book<TicketView>,
  ) {}

  async detail(ticketId: string, signal?: AbortSignal): Promise<TicketDetail> {
    return this.accept(await this.api.get<TicketDetail>(`/tickets/${ticketId}`, {}, signal));
  }

  step(ticketId: string, step: TicketStep): Promise<TicketDetail> {
    return this.post(ticketId, step);
  }

  close(ticketId: string, reason: string): Promise<TicketDetail> {
    return this.post(ticketId, 'close', reason ? { reason } : {});
  }

  transfer(ticketId: string, to: TransferTicket): Promise<TicketDetail> {
    return this.post(ticketId, 'transfer', to);
  }

  assign(ticketId: string, to: AssignTicket): Promise<TicketDetail> {
    return this.post(ticketId, 'assign', to);
  }

  /** The answer has no abilities: one may not even be allowed to see it any more. */
  async release(ticketId: string): Promise<undefined> {
    this.accept(await this.api.post<TicketView>(`/tickets/${ticketId}/release`));
  }

  async decline(ticketId: string, reason: string): Promise<undefined> {
    await this.api.post<null>(`/tickets/${ticketId}/decline`, reason ? { reason } : {});
    this.tickets.drop(ticketId);
  }

  /** Answers with the one that stays. */
  merge(ticketId: string, intoId: string): Promise<TicketDetail> {
    return this.post(ticketId, 'merge', { intoId });
  }

  async update(ticketId: string, changes: UpdateTicket): Promise<TicketDetail> {
    return this.accept(await this.api.patch<TicketDetail>(`/tickets/${ticketId}`, changes));
  }

  async create(ticket: CreateTicket): Promise<TicketDetail> {
    return this.accept(await this.api.post<TicketDetail>('/tickets', ticket));
  }

  async createFromChat(chatId: string, ticket: TicketFromChat): Promise<TicketDetail> {
    return this.accept(await this.api.post<TicketDetail>(`/chats/${chatId}/ticket`, ticket));
  }

  history(ticketId: string, cursor: string | null, signal?: AbortSignal): Promise<Page<TicketHistoryItem>> {
    return this.api.get<Page<TicketHistoryItem>>(`/tickets/${ticketId}/history`, { cursor }, signal);
  }

  clock(ticketId: string, signal?: AbortSignal): Promise<TicketClockView> {
    return this.api.get<TicketClockView>(`/tickets/${ticketId}/clock`, {}, signal);
  }

  private async post(ticketId: string, action: string, input: object = {}): Promise<TicketDetail> {
    return this.accept(await this.api.post<TicketDetail>(`/tickets/${ticketId}/${action}`, input));
  }

  private accept<Ticket extends TicketView>(ticket: Ticket): Ticket {
    this.tickets.accept(ticket);
    return ticket;
  }
}
