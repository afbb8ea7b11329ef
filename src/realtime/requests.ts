import type { ClassConstructor } from 'class-transformer';
import type { Ack } from '../contract/errors';
import { AppError } from '../core/app-error';
import { toErrorBody } from '../core/error-body';
import { validated } from '../core/validate';
import type { RequestLimits } from './request-limits';
import type { AnySocket } from './sockets';

/** What is done with one kind of request. */
interface Handling<Who, Input extends object, Output> {
  input: ClassConstructor<Input>;
  run: (socket: Who, input: Input) => Promise<Output>;
}

/** One line per request that the contract knows; the type makes a forgotten one a compile error. */
export type RequestTable<Requests, Who> = {
  [Name in keyof Requests]: Requests[Name] extends { input: infer Input extends object; output: infer Output }
    ? Handling<Who, Input, Output>
    : never;
};

/** Whether the server still takes requests, and how many it is busy with. */
export interface Intake {
  isDraining: boolean;
  running: number;
}

type Answer = (answer: Ack<unknown>) => void;

/** Answers what comes over the sockets of one namespace: one listener a socket, and always an acknowledgement. */
export class Requests<Who extends AnySocket> {
  private readonly handlings: ReadonlyMap<string, Handling<Who, object, unknown>>;

  constructor(
    table: object,
    private readonly limits: RequestLimits,
    private readonly intake: Intake,
  ) {
    this.handlings = new Map(Object.entries(table) as [string, Handling<Who, object, unknown>][]);
  }

  listen(socket: Who): void {
    socket.onAny((name: string, ...args: unknown[]) => {
      const last = args.at(-1);
      const answer = typeof last === 'function' ? (last as Answer) : ignore;
      void this.answer(socket, name, args[0], answer);
    });
  }

  private async answer(socket: Who, name: string, input: unknown, answer: Answer): Promise<void> {
    this.intake.running += 1;
    try {
      const data = await this.carryOut(socket, name, input);
      answer({ ok: true, data: data ?? null });
    } catch (error) {
      answer({ ok: false, error: toErrorBody(error, socket.id) });
    } finally {
      this.intake.running -= 1;
    }
  }

  private async carryOut(socket: Who, name: string, input: unknown): Promise<unknown> {
    this.limits.take(socket, name);
    const handling = this.handlings.get(name);
    if (!handling) throw new AppError('NOT_FOUND', 'There is no such request.');
    if (this.intake.isDraining)
      throw new AppError('UNAVAILABLE', 'This server is closing. Try again.', { retryAfter: 1 });
    const checked = validated(handling.input, input);
    if (name === 'chat:start') await this.limits.consumeStart(socket);
    return handling.run(socket, checked);
  }
}

function ignore(): void {}
