import type { TicketRef } from '../../../src/contract/common.dto';
import type { Visibility } from '../../../src/contract/conversations.dto';
import { Store } from '../../core/store';

export type TicketDialog =
  | { kind: 'newTicket' | 'myDay' }
  | { kind: 'keptList'; keptId: string | null }
  | { kind: 'ticketFromChat'; chatId: string }
  | { kind: 'closeTicket' | 'declineTicket' | 'handTicket' | 'mergeTicket'; ticketId: string };

export type Dialog =
  | { kind: 'transfer'; chatId: string }
  | { kind: 'close'; chatId: string }
  | { kind: 'decline'; chatId: string }
  | { kind: 'peek'; chatId: string }
  | { kind: 'shortcuts' | 'alerts' | 'announcement' | 'writeTo' }
  | TicketDialog;

/** What the keys act on in the part of the console that is shown. */
export interface KeyTargets {
  openId: string | null;
  open: (id: string | null) => void;
  canNote: boolean;
  /** What else there is to do, by key. */
  actions: Record<string, () => unknown>;
}

const NO_TARGETS: KeyTargets = { openId: null, open: () => undefined, canNote: false, actions: {} };
const AWAIT_MS = 1500;

/** What of the console is open besides the lists and the conversation; where the next key goes. */
export class Screen {
  readonly dialog = new Store<Dialog | null>(null);
  /** The widest screens show the navigation until it is put away, others over the rest when it is asked for. */
  readonly isNavKept = new Store(true);
  readonly isNavOpen = new Store(false);
  /** Wide screens show the details until they are put away, narrow ones only when they are asked for. */
  readonly isDetailsKept = new Store(true);
  readonly isDetailsOver = new Store(false);
  readonly mode = new Store<Visibility>('public');
  /** From a ticket that became part of another one to that one. */
  readonly followed = new Store<{ from: TicketRef; toId: string } | null>(null);
  /** A ticket that became part of another one, looked at all the same. */
  lookedBackAt: string | null = null;
  /** The list as it is shown, for going up and down in it. */
  readonly listIds = new Store<readonly string[]>([]);

  /** Nothing while the code of what is shown is still coming. */
  keyTargets = NO_TARGETS;

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

  /** Returns the way to be out of their reach again. */
  reachKeys(targets: KeyTargets): () => void {
    this.keyTargets = targets;
    return () => {
      if (this.keyTargets === targets) this.keyTargets = NO_TARGETS;
    };
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
