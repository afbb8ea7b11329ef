import type { CustomerTicketView } from '../../../src/contract/tickets.dto';
import { type ApiError, asApiError } from '../../core/api-error';
import { Store } from '../../core/store';
import type { Widget } from './widget';

/** What somebody leaves when nobody is there. */
export interface LeftMessage {
  name?: string;
  email?: string;
  topic: string | null;
  message: string;
}

const TITLE = 80;

const filings = new WeakMap<Widget, Filing>();

/** The one of this widget: what was tried there before is tried again. */
export function filingOf(widget: Widget): Filing {
  const filing = filings.get(widget) ?? new Filing(widget);
  filings.set(widget, filing);
  return filing;
}

/** Files tickets: tried again with the same id until the server has it, so there is never a second one. */
class Filing {
  readonly isBusy = new Store(false);
  readonly failure = new Store<ApiError | null>(null);
  private clientId = crypto.randomUUID();

  constructor(private readonly widget: Widget) {}

  leave({ name, email, topic, message }: LeftMessage): Promise<void> {
    return this.file(async () => {
      const { visit } = this.widget;
      if (!visit.visitor.get()) await visit.begin({ name, email });
      const [line = ''] = message.split('\n');
      const title = (topic ?? line).slice(0, TITLE);
      const input = { clientId: this.clientId, title, description: message };
      return visit.api.post<CustomerTicketView>('/my/tickets', input);
    });
  }

  /** Of a chat that nobody has taken yet. */
  turn(chatId: string): Promise<void> {
    return this.file(() => this.widget.visit.api.post<CustomerTicketView>(`/my/tickets/from-chat/${chatId}`));
  }

  private async file(ask: () => Promise<CustomerTicketView>): Promise<void> {
    this.isBusy.set(true);
    this.failure.set(null);
    try {
      const ticket = await ask();
      this.clientId = crypto.randomUUID();
      this.widget.onFiled(ticket);
    } catch (thrown) {
      this.failure.set(asApiError(thrown));
    } finally {
      this.isBusy.set(false);
    }
  }
}
