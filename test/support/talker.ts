import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { ConversationPage, MessageView } from '../../src/contract/conversations.dto';
import type { Ack } from '../../src/contract/errors';
import type { Person } from './build';
import type { Witness } from './transcript-check';

const ACK_MS = 5000;

/**
 * A client as the front ends are: it keeps what was not confirmed and sends it again under the same id, shows a pushed
 * message only when it is the next one, and otherwise asks for what it missed. It connects to whichever server answers.
 */
export class Talker implements Witness {
  readonly confirmed = new Map<string, number>();
  readonly shown: { id: string; seq: number }[] = [];
  /** Milliseconds from the first try of each message to its confirmation. */
  readonly waits: number[] = [];
  /** Messages that came and are none of this person's business. */
  readonly strays: string[] = [];
  /** How often a message was not taken, by the reason; each was sent again. */
  readonly refusals = new Map<string, number>();
  /** How often it was told to start afresh, because what it had shown is not what is stored. */
  resets = 0;
  readonly audience: Witness['audience'];
  private socket: Socket | null = null;
  private isTalking = true;
  private isDone = false;
  private count = 0;
  private catchingUp: Promise<void> | null = null;
  private turn = Math.floor(Math.random() * 10);

  constructor(
    readonly name: string,
    private readonly person: Person,
    private readonly conversationId: string,
    private readonly urls: readonly string[],
    private readonly pauseMs: number,
  ) {
    this.audience = person.kind === 'employee' ? 'staff' : 'customer';
  }

  /** Talks until told to stop; resolves once everything said is confirmed, or there is nobody any more to say it. */
  async talk(): Promise<void> {
    while (this.isTalking) {
      this.count += 1;
      await this.say(`${this.name} ${this.count}`);
      await pause(this.pauseMs * (0.5 + Math.random()));
    }
  }

  stopTalking(): void {
    this.isTalking = false;
  }

  async connect(): Promise<void> {
    while (!this.isDone && !this.socket?.connected) {
      this.turn += 1;
      const url = this.urls[this.turn % this.urls.length] ?? '';
      this.socket?.disconnect();
      const socket = io(`${url}/${this.person.kind === 'employee' ? 'agents' : 'customers'}`, {
        transports: ['websocket'],
        auth: { token: this.person.token },
        forceNew: true,
        reconnection: false,
        timeout: 2000,
      });
      this.socket = socket;
      socket.on('message:new', (message: MessageView) => this.receive(message));
      socket.on('positions', (positions: Record<string, number>) => {
        if ((positions[this.conversationId] ?? 0) > this.lastSeq) void this.catchUp();
      });
      socket.on('disconnect', () => void this.connect());
      const isIn = await new Promise<boolean>((resolve) => {
        socket.once('connect', () => resolve(true));
        socket.once('connect_error', () => resolve(false));
      });
      if (isIn) await this.catchUp();
      else await pause(100);
    }
  }

  close(): void {
    this.isDone = true;
    this.socket?.disconnect();
  }

  get lastSeq(): number {
    return this.shown.at(-1)?.seq ?? 0;
  }

  private async say(body: string): Promise<void> {
    const clientId = randomUUID();
    const at = performance.now();
    while (!this.isDone) {
      const answer = await this.ask<MessageView>('message:send', {
        conversationId: this.conversationId,
        clientId,
        body,
      });
      if (answer?.ok) {
        this.waits.push(performance.now() - at);
        this.confirmed.set(clientId, answer.data.seq);
        this.receive(answer.data);
        return;
      }
      const reason = answer?.error.code ?? 'no answer';
      this.refusals.set(reason, (this.refusals.get(reason) ?? 0) + 1);
      const isTransient = !answer || ['UNAVAILABLE', 'RATE_LIMITED', 'INTERNAL'].includes(answer.error.code);
      if (!isTransient) throw new Error(`${this.name} was refused: ${answer.error.code}`);
      await pause(50);
    }
  }

  private receive(message: MessageView): void {
    if (message.conversationId !== this.conversationId) {
      this.strays.push(`${this.name}: heard of a foreign conversation: ${message.body}`);
      return;
    }
    if (message.seq <= this.lastSeq) return;
    if (message.seq === this.lastSeq + 1 && !this.catchingUp) this.shown.push({ id: message.id, seq: message.seq });
    else void this.catchUp();
  }

  private catchUp(): Promise<void> {
    this.catchingUp ??= this.readOn().finally(() => {
      this.catchingUp = null;
    });
    return this.catchingUp;
  }

  private async readOn(): Promise<void> {
    for (;;) {
      const last = this.shown.at(-1);
      const answer = await this.ask<ConversationPage>('conversation:open', {
        conversationId: this.conversationId,
        afterSeq: last?.seq ?? 0,
        ...(last ? { afterId: last.id } : {}),
      });
      if (!answer) return;
      if (!answer.ok) {
        if (!this.socket?.connected) return;
        await pause(50);
        continue;
      }
      if (answer.data.reset) {
        this.resets += 1;
        this.shown.length = 0;
        continue;
      }
      for (const { id, seq } of answer.data.messages) if (seq === this.lastSeq + 1) this.shown.push({ id, seq });
      if (this.lastSeq >= answer.data.lastSeq) return;
    }
  }

  /** Undefined when there was no answer. */
  private async ask<T>(name: string, input: object): Promise<Ack<T> | undefined> {
    const { socket } = this;
    if (!socket?.connected) {
      await pause(20);
      return undefined;
    }
    return socket
      .timeout(ACK_MS)
      .emitWithAck(name, input)
      .then((answer: unknown) => answer as Ack<T>)
      .catch(() => undefined);
  }
}
