import type { Visibility } from '../../../src/contract/conversations.dto';
import { Store } from '../../core/store';

export type Dialog =
  | { kind: 'transfer'; chatId: string }
  | { kind: 'close'; chatId: string }
  | { kind: 'decline'; chatId: string }
  | { kind: 'peek'; chatId: string }
  | { kind: 'shortcuts' };

const AWAIT_MS = 1500;

/** What of the console is open besides the lists and the conversation; where the next key goes. */
export class Screen {
  readonly dialog = new Store<Dialog | null>(null);
  readonly isNavOpen = new Store(false);
  /** Wide screens show the details until they are put away, narrow ones only when they are asked for. */
  readonly isDetailsKept = new Store(true);
  readonly isDetailsOver = new Store(false);
  readonly mode = new Store<Visibility>('public');
  /** The list as it is shown, for going up and down in it. */
  readonly listIds = new Store<readonly string[]>([]);

  private readonly focusing = new Set<() => void>();
  /** Somebody wants to write where the field is not there yet. */
  private isAwaited = false;

  get awaitsField(): boolean {
    return this.isAwaited;
  }

  open(dialog: Dialog): void {
    this.dialog.set(dialog);
  }

  close(): void {
    this.dialog.set(null);
  }

  write(mode: Visibility): void {
    this.mode.set(mode);
    if (this.focusing.size === 0) this.await();
    for (const focus of this.focusing) focus();
  }

  /** Opens a chat that is about to come, ready to write in. */
  expect(): void {
    this.write('public');
    this.await();
  }

  onWrite(focus: () => void): () => void {
    this.focusing.add(focus);
    if (this.isAwaited) focus();
    this.isAwaited = false;
    return () => this.focusing.delete(focus);
  }

  /** Not for ever: the chat may be open already, or never come. */
  private await(): void {
    this.isAwaited = true;
    setTimeout(() => {
      this.isAwaited = false;
    }, AWAIT_MS);
  }
}
