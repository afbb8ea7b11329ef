import { io, type Socket } from 'socket.io-client';
import type { MessageView } from '../../src/contract/conversations.dto';
import type { Ack, ErrorBody } from '../../src/contract/errors';
import type { AgentPushes, AgentRequests, CustomerPushes, CustomerRequests } from '../../src/contract/realtime';
import type { Person } from './build';

export interface Answer<T> {
  status: number;
  body: T;
  headers: Headers;
}

/** What was asked for; a refusal fails the test. */
export async function must<T>(asking: Promise<Pick<Answer<T>, 'status' | 'body'>>): Promise<T> {
  const { status, body } = await asking;
  if (status >= 300) throw new Error(`Refused with ${status}: ${JSON.stringify(body)}`);
  return body;
}

type Requests = AgentRequests & CustomerRequests;
type Pushes = AgentPushes & CustomerPushes;

/** One person's view of the service: HTTP requests and sockets with their token. */
export class Client {
  constructor(
    readonly url: string,
    readonly person: Person | null,
  ) {}

  get<T = never>(path: string): Promise<Answer<T>> {
    return this.send<T>('GET', path);
  }

  post<T = never>(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.send<T>('POST', path, body, headers);
  }

  put<T = never>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.send<T>('PUT', path, body);
  }

  patch<T = never>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.send<T>('PATCH', path, body);
  }

  delete<T = never>(path: string): Promise<Answer<T>> {
    return this.send<T>('DELETE', path);
  }

  /** `path` is below /api/v1. The answer's type is what the test expects of it. */
  async send<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...(this.person ? { authorization: `Bearer ${this.person.token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      body: (isJson && text ? JSON.parse(text) : text) as T,
      headers: response.headers,
    };
  }

  /** A connected socket of this person; staff and customers have their own namespaces. */
  async connect(): Promise<TestSocket> {
    if (!this.person) throw new Error('Nobody has no socket');
    const namespace = this.person.kind === 'employee' ? '/agents' : '/customers';
    const socket = io(`${this.url}${namespace}`, {
      transports: ['websocket'],
      auth: { token: this.person.token },
      forceNew: true,
      reconnectionDelay: 50,
      reconnectionDelayMax: 200,
    });
    const connected = new TestSocket(socket);
    await connected.opened();
    return connected;
  }
}

const open = new Set<Socket>();

/** A client left open would try to come back for ever, and keep the test run from ending. */
export function closeSockets(): void {
  for (const socket of open) socket.disconnect();
  open.clear();
}

/** A socket that remembers everything it ever heard, so that a test can ask what somebody was told. */
export class TestSocket {
  readonly heard: { name: string; data: unknown }[] = [];
  private waiting: (() => void)[] = [];

  constructor(readonly io: Socket) {
    open.add(io);
    io.onAny((name: string, data: unknown) => this.hear(name, data));
  }

  opened(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.io.once('connect', resolve);
      this.io.once('connect_error', reject);
    });
  }

  /** Asks and answers with the acknowledgement, whatever it says. What one has sent counts as heard then. */
  async ask<N extends keyof Requests>(name: N, input: Requests[N]['input']): Promise<Ack<Requests[N]['output']>> {
    const answer: Ack<Requests[N]['output']> = await this.io.timeout(10_000).emitWithAck(name, input);
    if (name === 'message:send' && answer.ok) this.hearOwn(answer.data as MessageView);
    return answer;
  }

  /** Asks and answers with the data; a refusal fails the test. */
  async get<N extends keyof Requests>(name: N, input: Requests[N]['input']): Promise<Requests[N]['output']> {
    const answer = await this.ask(name, input);
    if (!answer.ok) throw new Error(`${name} was refused: ${answer.error.code} ${answer.error.message}`);
    return answer.data;
  }

  /** Asks and answers with the error; success fails the test. */
  async refused<N extends keyof Requests>(name: N, input: Requests[N]['input']): Promise<ErrorBody> {
    const answer = await this.ask(name, input);
    if (answer.ok) throw new Error(`${name} was not refused`);
    return answer.error;
  }

  /** Everything heard under this name so far. */
  all<N extends keyof Pushes>(name: N): Parameters<Pushes[N]>[0][] {
    return this.heard.filter((push) => push.name === name).map((push) => push.data as Parameters<Pushes[N]>[0]);
  }

  /** The first push of this name that fits, already heard or still to come. */
  hears<N extends keyof Pushes>(
    name: N,
    fits: (data: Parameters<Pushes[N]>[0]) => boolean = () => true,
    withinMs = 10_000,
  ): Promise<Parameters<Pushes[N]>[0]> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.all(name).find(fits);
        if (found === undefined) return;
        clearTimeout(timer);
        this.waiting = this.waiting.filter((other) => other !== look);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.waiting = this.waiting.filter((other) => other !== look);
        reject(
          new Error(
            `${name} was not heard within ${withinMs} ms; heard ${this.heard.map((push) => push.name).join(', ')}`,
          ),
        );
      }, withinMs);
      this.waiting.push(look);
      look();
    });
  }

  /** Resolves when the server has ended the connection. */
  closed(): Promise<string> {
    if (this.io.disconnected) return Promise.resolve('already');
    return new Promise((resolve) => this.io.once('disconnect', resolve));
  }

  close(): void {
    this.io.disconnect();
  }

  /** Where several write at once, it was pushed as well. */
  private hearOwn(message: MessageView): void {
    if (!this.all('message:new').some(({ id }) => id === message.id)) this.hear('message:new', message);
  }

  private hear(name: string, data: unknown): void {
    this.heard.push({ name, data });
    for (const look of this.waiting) look();
  }
}

/** Asks again until the answer fits: for what follows by itself a moment later. */
export async function eventually<T>(
  ask: () => Promise<T> | T,
  fits: (value: T) => boolean,
  withinMs = 10_000,
): Promise<T> {
  const until = performance.now() + withinMs;
  for (;;) {
    const value = await ask();
    if (fits(value)) return value;
    if (performance.now() > until)
      throw new Error(`It did not come true within ${withinMs} ms; last seen: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
