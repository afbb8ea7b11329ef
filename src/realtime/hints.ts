import { Injectable } from '@nestjs/common';
import { log } from '../core/log';
import { type DomainEvent, DomainEvents, type ReadMoved } from '../database/domain-events';
import { Leases } from '../database/leases';
import { Redis } from '../database/redis';

const CHANNEL = 'shopbell:hints';

export interface TypingHint {
  conversationId: string;
  kind: 'employee' | 'customer';
  id: string;
  name: string;
  on: boolean;
  isPublic: boolean;
}

export interface CustomerHint {
  customerId: string;
  /** Whether they are connected to the server that says so; null asks the others. */
  isConnected: boolean | null;
}

/** What servers tell each other: ids and numbers, so that who is told reads the rest. */
interface HintMap {
  message: { conversationId: string; seq: number };
  event: DomainEvent;
  read: ReadMoved;
  typing: TypingHint;
  customer: CustomerHint;
}

type HintName = keyof HintMap;
type Hint = { [Name in HintName]: { [Key in Name]: HintMap[Name] } }[HintName];

/** The servers' word to each other, through Redis. Nobody waits for it, and nothing is lost when it gets lost. */
@Injectable()
export class Hints {
  private readonly listeners: { [Name in HintName]?: (hint: never) => void } = {};
  private waiting: Hint[] = [];

  constructor(
    private readonly redis: Redis,
    private readonly leases: Leases,
    events: DomainEvents,
  ) {
    redis.subscribe(CHANNEL, (text) => this.receive(text));
    events.subscribe((event) => this.tell({ event }));
    events.subscribeToMessages(({ conversationId, messages }) => {
      const last = messages.at(-1);
      if (last) this.tell({ message: { conversationId, seq: last.seq } });
    });
  }

  on<Name extends HintName>(name: Name, listener: (hint: HintMap[Name]) => void): void {
    this.listeners[name] = listener;
  }

  /** What is said in one turn of the event loop goes together. */
  tell(hint: Hint): void {
    if (!this.redis.isConfigured) return;
    this.waiting.push(hint);
    if (this.waiting.length === 1) setImmediate(() => this.send());
  }

  private send(): void {
    const hints = this.waiting;
    this.waiting = [];
    this.redis.publish(CHANNEL, JSON.stringify({ from: this.leases.holder, hints }));
  }

  private receive(text: string): void {
    try {
      const { from, hints } = JSON.parse(text) as { from: string; hints: Record<string, unknown>[] };
      if (from === this.leases.holder) return;
      for (const hint of hints) {
        for (const [name, value] of Object.entries(hint)) this.listeners[name as HintName]?.(value as never);
      }
    } catch (error) {
      // A server of another version may say what this one does not understand.
      log.warn({ err: error }, 'a hint could not be read');
    }
  }
}
