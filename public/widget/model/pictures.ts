import type { Api } from '../../core/api';
import type { Visit } from './visit';

/** Attached images are shown only to who may read the conversation: fetched with the token, shown from memory. */
class Pictures {
  private readonly addresses = new Map<string, Promise<string>>();

  constructor(private readonly api: Api) {}

  address(attachmentId: string, size: 'thumbnail' | 'content'): Promise<string> {
    const path = `/attachments/${attachmentId}/${size}`;
    const known = this.addresses.get(path);
    if (known) return known;
    const made = this.api.blob(path).then((blob) => URL.createObjectURL(blob));
    this.addresses.set(path, made);
    made.catch(() => this.addresses.delete(path));
    return made;
  }
}

const ofVisit = new WeakMap<Visit, Pictures>();

export function picturesOf(visit: Visit): Pictures {
  const pictures = ofVisit.get(visit) ?? new Pictures(visit.api);
  ofVisit.set(visit, pictures);
  return pictures;
}
