import type { Api } from './api';

const MOST = 200;

/** Attached files are shown only to who may read the conversation: fetched with the token, shown from memory. */
export class Pictures {
  private readonly addresses = new Map<string, Promise<string>>();

  constructor(private readonly api: Api) {}

  address(attachmentId: string, size: 'thumbnail' | 'content'): Promise<string> {
    const path = `/attachments/${attachmentId}/${size}`;
    const known = this.addresses.get(path);
    if (known) return known;
    const made = this.api.blob(path).then((blob) => URL.createObjectURL(blob));
    this.addresses.set(path, made);
    made.catch(() => this.addresses.delete(path));
    this.forgetOldest();
    return made;
  }

  close(): void {
    for (const path of [...this.addresses.keys()]) this.forget(path);
  }

  /** A console is open all day; what was seen long ago is fetched again when it is wanted. */
  private forgetOldest(): void {
    const [oldest] = this.addresses.keys();
    if (oldest && this.addresses.size > MOST) this.forget(oldest);
  }

  private forget(path: string): void {
    const made = this.addresses.get(path);
    this.addresses.delete(path);
    made?.then(URL.revokeObjectURL, () => undefined);
  }
}
