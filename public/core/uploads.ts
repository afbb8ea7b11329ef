import type { AttachmentView } from '../../src/contract/conversations.dto';
import { LIMITS } from '../../src/contract/limits';
import type { Api } from './api';
import { asApiError, type FailureCode } from './api-error';
import { Store } from './store';

export interface UploadItem {
  key: string;
  file: File;
  /** For pictures, shown at once from the writer's own copy. */
  preview: string | null;
  /** From 0 to 1. */
  progress: number;
  attachment: AttachmentView | null;
  failure: FailureCode | null;
}

/** Files on their way to a message that is still being written. */
export class Uploads {
  readonly items = new Store<readonly UploadItem[]>([]);
  /** Of what was added last, how many files did not fit into the message any more. */
  readonly leftOut = new Store(0);
  private readonly aborts = new Map<string, AbortController>();

  constructor(
    private readonly api: Api,
    /** Another one once it goes on there. */
    public conversationId: string,
  ) {}

  /** Says how many did not fit any more. */
  add(files: Iterable<File>): number {
    const all = [...files];
    const room = LIMITS.attachmentsPerMessage - this.items.get().length;
    for (const file of all.slice(0, room)) {
      const preview = file.type.startsWith('image/') ? URL.createObjectURL(file) : null;
      const item: UploadItem = {
        key: crypto.randomUUID(),
        file,
        preview,
        progress: 0,
        attachment: null,
        failure: null,
      };
      this.items.update((items) => [...items, item]);
      void this.send(item);
    }
    this.leftOut.set(Math.max(0, all.length - room));
    return this.leftOut.get();
  }

  retry(key: string): void {
    const item = this.find(key);
    if (item) void this.send(item);
  }

  remove(key: string): void {
    this.aborts.get(key)?.abort();
    const item = this.find(key);
    if (item?.preview) URL.revokeObjectURL(item.preview);
    if (item?.attachment) this.api.delete(`/attachments/${item.attachment.id}`).catch(asApiError);
    this.items.update((items) => items.filter((other) => other.key !== key));
    this.leftOut.set(0);
  }

  /** They belong to a message now. */
  take(): AttachmentView[] {
    const items = this.items.get();
    for (const { preview } of items) if (preview) URL.revokeObjectURL(preview);
    this.items.set([]);
    this.leftOut.set(0);
    return items.flatMap(({ attachment }) => attachment ?? []);
  }

  private find(key: string): UploadItem | undefined {
    return this.items.get().find((item) => item.key === key);
  }

  private async send({ key, file }: UploadItem): Promise<void> {
    if (file.size > LIMITS.attachmentBytes) return this.change(key, { failure: 'PAYLOAD_TOO_LARGE' });
    const abort = new AbortController();
    this.aborts.set(key, abort);
    this.change(key, { failure: null, progress: 0 });
    try {
      const path = `/conversations/${this.conversationId}/attachments`;
      const attachment = await this.api.upload<AttachmentView>(path, file, {
        signal: abort.signal,
        onProgress: (progress) => this.change(key, { progress }),
      });
      this.change(key, { attachment, progress: 1 });
    } catch (thrown) {
      this.change(key, { failure: asApiError(thrown).code });
    } finally {
      this.aborts.delete(key);
    }
  }

  private change(key: string, change: Partial<UploadItem>): void {
    this.items.update((items) => items.map((item) => (item.key === key ? { ...item, ...change } : item)));
  }
}
