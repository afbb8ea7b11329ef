import type { AttachmentView } from '../../../src/contract/conversations.dto';
import { LIMITS } from '../../../src/contract/limits';
import type { FileTicket } from '../../../src/contract/ticket-requests.dto';
import type { CustomerTicketView } from '../../../src/contract/tickets.dto';
import type { Api } from '../../core/api';
import { type KeyValueStorage, readJson } from '../../core/storage';
import { Store } from '../../core/store';
import { Uploads } from '../../core/uploads';

export interface TicketFields {
  category: string;
  title: string;
  description: string;
  phone: string;
}

interface Stored extends TicketFields {
  /** Made once for each ticket, so that filing it again after a lost answer files nothing twice. */
  clientId: string;
  /** Pictures that an earlier page of this draft has sent. */
  kept: AttachmentView[];
}

const EMPTY: TicketFields = { category: '', title: '', description: '', phone: '' };

/** The ticket that is being written. What was typed and attached outlives the page. */
export class TicketDraft {
  readonly kept = new Store<readonly AttachmentView[]>([]);
  readonly uploads = new Store<Uploads | null>(null);

  private readonly key: string;
  private stored: Stored;
  private preparing: Promise<Uploads> | null = null;

  constructor(
    account: string,
    private readonly api: Api,
    private readonly storage: KeyValueStorage,
  ) {
    this.key = `shopbell:new-ticket:${account}`;
    this.stored = readJson<Stored>(storage, this.key) ?? { ...EMPTY, clientId: crypto.randomUUID(), kept: [] };
    this.kept.set(this.stored.kept);
  }

  get fields(): TicketFields {
    const { category, title, description, phone } = this.stored;
    return { category, title, description, phone };
  }

  get isEmpty(): boolean {
    return !this.stored.title && !this.stored.description && this.attachments().length === 0;
  }

  keep(fields: TicketFields): void {
    this.write({ ...this.stored, ...fields });
  }

  /** Sends files to where they wait until the ticket is filed; answers with the names of those that do not fit. */
  async attach(files: Iterable<File>): Promise<string[]> {
    const all = [...files];
    this.preparing ??= this.prepare().catch((thrown: unknown) => {
      this.preparing = null;
      throw thrown;
    });
    const uploads = await this.preparing;
    const held = this.kept.get().length + uploads.items.get().length;
    const room = Math.max(0, LIMITS.attachmentsPerMessage - held);
    uploads.add(all.slice(0, room));
    return all.slice(room).map(({ name }) => name);
  }

  removeKept(attachment: AttachmentView): void {
    this.kept.update((kept) => kept.filter(({ id }) => id !== attachment.id));
    this.api.delete(`/attachments/${attachment.id}`).catch(() => null);
    this.write(this.stored);
  }

  async file(fields: TicketFields): Promise<CustomerTicketView> {
    this.keep(fields);
    const { category, title, description, phone } = fields;
    const ticket = await this.api.post<CustomerTicketView>('/my/tickets', {
      clientId: this.stored.clientId,
      title: title.trim(),
      description: description.trim(),
      ...(category && { category }),
      ...(phone.trim() && { phone: phone.trim() }),
      attachmentIds: this.attachments().map(({ id }) => id),
    } satisfies FileTicket);
    this.clear();
    return ticket;
  }

  clear(): void {
    this.uploads.get()?.take();
    this.uploads.set(null);
    this.preparing = null;
    this.kept.set([]);
    this.storage.remove(this.key);
    this.stored = { ...EMPTY, clientId: crypto.randomUUID(), kept: [] };
  }

  private attachments(): AttachmentView[] {
    const sent = this.uploads.get()?.items.get() ?? [];
    return [...this.kept.get(), ...sent.flatMap(({ attachment }) => attachment ?? [])];
  }

  private async prepare(): Promise<Uploads> {
    const { conversationId } = await this.api.post<{ conversationId: string }>('/my/tickets/drafts');
    const uploads = new Uploads(this.api, conversationId);
    uploads.items.subscribe(() => this.write(this.stored));
    this.uploads.set(uploads);
    return uploads;
  }

  private write(stored: Stored): void {
    this.stored = { ...stored, kept: this.attachments() };
    this.storage.set(this.key, JSON.stringify(this.stored));
  }
}
