import { io, type Socket } from 'socket.io-client';
import type { Ack, ErrorBody } from '../../src/contract/errors';
import type { AgentPushes, AgentRequests, CustomerPushes, CustomerRequests } from '../../src/contract/realtime';
import { ApiError, asApiError, refusal } from './api-error';
import { backoffMs, Pause } from './backoff';
import { type ConnectionState, isCrowdedOut, isOver } from './connection';
import { Store } from './store';
import type { TokenKeeper } from './tokens';

const ACK_MS = 5000;
const OFFER_MS = 10_000;

type RequestMap<R> = { [N in keyof R]: { input: unknown; output: unknown } };
type PushMap<P> = { [N in keyof P]: (payload: never) => void };
type Payload<P, N extends keyof P> = P[N] extends (payload: infer Value) => void ? Value : never;
type Listener = (payload: unknown) => void;

interface Wire {
  [name: string]: (...args: unknown[]) => void;
}

interface Options {
  namespace: '/agents' | '/customers';
  tokens: TokenKeeper;
  /** Customers may sit behind a proxy that cuts WebSockets; agents may not, polling would need sticky sessions. */
  mayPoll: boolean;
  /** Fetches the code for polling, where it comes only when it is needed. */
  bringPolling?: () => Promise<void>;
}

export type CustomerSocket = RealtimeSocket<CustomerRequests, CustomerPushes>;
export type AgentSocket = RealtimeSocket<AgentRequests, AgentPushes>;

type Both = keyof CustomerRequests & keyof AgentRequests;
type BothPushes = Exclude<keyof CustomerPushes & keyof AgentPushes, 'chat:changed'>;
/** What both kinds of sockets have in common: the conversation. */
export type SharedSocket = RealtimeSocket<Pick<CustomerRequests, Both>, Pick<CustomerPushes, BothPushes>>;

/**
 * The connection to the server. It is kept up by itself: with jitter after a loss, with another token after a refusal.
 *
 *   const socket: AgentSocket = new RealtimeSocket({ namespace: '/agents', tokens, mayPoll: false });
 *   socket.on('queue:changed', apply);                         // returns the way to stop
 *   socket.onOnline(async () => show(await socket.request('queue:watch', {})));   // after every connect: ask again
 *   socket.connect();
 *   const chat = await socket.request('chat:take', { chatId });  // throws ApiError
 */
export class RealtimeSocket<Requests extends RequestMap<Requests>, Pushes extends PushMap<Pushes>> {
  readonly state = new Store<ConnectionState>({ status: 'idle' });

  private readonly socket: Socket<Wire, Wire>;
  private readonly tokens: TokenKeeper;
  private readonly listeners = new Map<PropertyKey, Set<Listener>>();
  private readonly pause = new Pause();
  private bringPolling: Options['bringPolling'];
  private sentToken: string | null = null;
  private isTokenRefused = false;
  private isWanted = false;
  private endedFor: ApiError | null = null;
  private attempt = 0;
  private lostAt = 0;

  constructor({ namespace, tokens, mayPoll, bringPolling }: Options) {
    this.tokens = tokens;
    this.bringPolling = bringPolling;
    const pollsAtOnce = mayPoll && !bringPolling;
    this.socket = io(namespace, {
      autoConnect: false,
      reconnection: false,
      forceNew: true,
      transports: pollsAtOnce ? ['websocket', 'polling'] : ['websocket'],
      tryAllTransports: mayPoll,
      timeout: OFFER_MS,
    });
    this.socket.onAny((name: string, payload: unknown) => this.hear(name, payload));
    this.socket.on('connect', () => this.onConnect());
    this.socket.on('disconnect', (reason: unknown) => this.onDisconnect(String(reason)));
    this.socket.on('connect_error', (error: unknown) => this.onRefused(error));
    tokens.current.subscribe(() => this.tellToken());
    window.addEventListener('online', () => this.pause.end());
    window.addEventListener('offline', () => this.cut());
  }

  /** The same connection, for code that serves customers and staff alike. */
  get shared(): SharedSocket {
    return this as unknown as SharedSocket;
  }

  connect(): void {
    if (this.isWanted) return;
    this.isWanted = true;
    this.attempt = 0;
    this.lostAt = Date.now();
    this.state.set({ status: 'connecting' });
    void this.tryOnce();
  }

  close(): void {
    this.isWanted = false;
    this.state.set({ status: 'idle' });
    this.socket.disconnect();
  }

  async request<N extends keyof Requests & string>(
    name: N,
    input: Requests[N]['input'],
  ): Promise<Requests[N]['output']> {
    if (!this.socket.connected) throw new ApiError({ code: 'NETWORK', message: 'Not connected' });

    const answer = await this.socket
      .timeout(ACK_MS)
      .emitWithAck(name, input)
      .then((ack: unknown) => ack as Ack<Requests[N]['output']>)
      .catch(() => {
        throw new ApiError({ code: 'TIMEOUT', message: `No answer to ${name}` });
      });
    if (!answer.ok) throw new ApiError(answer.error);
    return answer.data;
  }

  on<N extends keyof Pushes>(name: N, listener: (payload: Payload<Pushes, N>) => void): () => void {
    const listeners = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, listeners);
    listeners.add(listener as Listener);
    return () => listeners.delete(listener as Listener);
  }

  /** Now, if there is a connection, and after each later one: the moment to subscribe and then to ask for the truth. */
  onOnline(listener: () => void): () => void {
    if (this.state.get().status === 'online') listener();
    return this.state.subscribe(() => {
      if (this.state.get().status === 'online') listener();
    });
  }

  private async tryOnce(): Promise<void> {
    try {
      const token =
        this.isTokenRefused && this.sentToken ? await this.tokens.replace(this.sentToken) : await this.tokens.token();
      if (!this.isWanted) return;
      this.isTokenRefused = false;
      this.sentToken = token;
      this.socket.auth = { token };
      this.socket.connect();
    } catch (thrown) {
      this.onFailure(asApiError(thrown));
    }
  }

  private onConnect(): void {
    this.attempt = 0;
    this.state.set({ status: 'online' });
    this.tellToken();
  }

  private onDisconnect(reason: string): void {
    if (!this.isWanted) return;
    this.lostAt = Date.now();
    this.state.set({ status: 'reconnecting', since: this.lostAt });
    const told = this.endedFor;
    this.endedFor = null;
    if (told && isCrowdedOut(told)) {
      this.end(told);
      return;
    }
    // The server ends a socket only when its rights have ended, and then the old token would be refused again.
    if (reason === 'io server disconnect') this.isTokenRefused = true;
    void this.retry();
  }

  private onRefused(error: unknown): void {
    const data = error instanceof Error && 'data' in error ? error.data : undefined;
    if (!data) void this.allowPolling();
    this.onFailure(data ? refusal(0, data) : asApiError(error));
  }

  /** From the next try on. */
  private async allowPolling(): Promise<void> {
    try {
      await this.bringPolling?.();
      if (this.bringPolling) this.socket.io.opts.transports = ['websocket', 'polling'];
      this.bringPolling = undefined;
    } catch {
      // Not to be had either: then it is the network, and not WebSockets.
    }
  }

  private onFailure(error: ApiError): void {
    if (!this.isWanted) return;
    if (error.code === 'UNAUTHENTICATED' && this.tokens.current.get() !== null) this.isTokenRefused = true;
    else if (isOver(error)) {
      this.end(error);
      return;
    }
    this.state.set({ status: 'reconnecting', since: this.lostAt });
    void this.retry(error.retryAfterMs ?? 0);
  }

  private end(reason: ApiError): void {
    this.isWanted = false;
    this.state.set({ status: 'ended', reason });
  }

  private async retry(atLeastMs = 0): Promise<void> {
    await this.pause.wait(Math.max(atLeastMs, backoffMs(this.attempt++)));
    if (this.isWanted && !this.socket.connected) await this.tryOnce();
  }

  private hear(name: string, payload: unknown): void {
    if (name === 'server:draining') setTimeout(() => this.cut(), (payload as { afterMs: number }).afterMs);
    if (name === 'session:ended') this.endedFor = new ApiError(payload as ErrorBody);
    for (const listener of [...(this.listeners.get(name) ?? [])]) listener(payload);
  }

  /** Ends the transport, not the wish to be connected. */
  private cut(): void {
    this.socket.io.engine?.close();
  }

  /**
   * A socket lives as long as its token; the next one is handed over before that. One that is refused is somebody else's:
   * the person here turned out to be another, who needs a connection of their own.
   */
  private tellToken(): void {
    const token = this.tokens.current.get();
    if (!token || token === this.sentToken || !this.socket.connected) return;
    this.sentToken = token;
    this.socket.emit('auth:refresh', { token }, (answer: unknown) => {
      const ack = answer as Ack<null>;
      if (!ack.ok && ack.error.code === 'UNAUTHENTICATED') this.cut();
    });
  }
}
