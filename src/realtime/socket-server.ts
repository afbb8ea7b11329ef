import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type DefaultEventsMap, Server } from 'socket.io';
import { ENV, type Env } from '../core/env';
import { addressOf, isOriginAllowed } from './origins';
import type { Intake } from './requests';
import type { AgentNamespace, CustomerNamespace } from './sockets';

const MAX_MESSAGE_BYTES = 64 * 1024;
/** After so long without a word the other side is asked, and after as long again without an answer it is gone. */
const SILENT_MS = 10_000;
/** A connection that has not said by then who it is, is closed. */
const CONNECT_TIMEOUT = 10_000;

/** As much of Engine.IO's connection as it takes to reach what its frames are written to; none while it polls. */
interface Outlet {
  transport: { socket?: { _socket?: Socket } };
}

/** The Socket.IO server on the same port as everything else, and its two namespaces. */
@Injectable()
export class SocketServer implements OnApplicationBootstrap {
  readonly io: Server;
  readonly agents: AgentNamespace;
  readonly customers: CustomerNamespace;
  readonly intake: Intake = { isDraining: false, running: 0 };
  private readonly perAddress = new Map<string, number>();

  constructor(
    private readonly http: HttpAdapterHost,
    @Inject(ENV) private readonly env: Env,
  ) {
    this.io = new Server<DefaultEventsMap, DefaultEventsMap>({
      allowRequest: (request, answer) => {
        const refusal = this.refusal(request);
        if (refusal && request.headers.upgrade) refuseUpgrade(request);
        answer(refusal ?? null, refusal === undefined);
      },
      cors: { origin: env.CORS_ORIGINS },
      transports: ['websocket', 'polling'],
      perMessageDeflate: false,
      httpCompression: false,
      serveClient: false,
      maxHttpBufferSize: MAX_MESSAGE_BYTES,
      pingInterval: SILENT_MS,
      pingTimeout: SILENT_MS,
      connectTimeout: CONNECT_TIMEOUT,
    });
    // Nobody has to be anybody for the main namespace, so nobody gets in.
    this.io.use((_socket, next) => next(new Error('There is nothing here.')));
    this.agents = this.io.of('/agents') as AgentNamespace;
    this.customers = this.io.of('/customers') as CustomerNamespace;
  }

  onApplicationBootstrap(): void {
    this.io.attach(this.http.httpAdapter.getHttpServer() as HttpServer);
    this.io.engine.on(
      'connection',
      (connection: { request: IncomingMessage; once(name: 'close', listener: () => void): void }) => {
        const address = addressOf(connection.request, this.env.TRUSTED_PROXIES);
        this.count(address, 1);
        connection.once('close', () => this.count(address, -1));
      },
    );
    // What waits for one client goes to the system in one piece rather than frame by frame.
    this.io.engine.on('flush', ({ transport }: Outlet, packets: unknown[]) => {
      if (packets.length > 1) transport.socket?._socket?.cork();
    });
    this.io.engine.on('drain', ({ transport }: Outlet) => transport.socket?._socket?.uncork());
  }

  /** Why this request may not even become a connection. */
  private refusal(request: IncomingMessage): string | undefined {
    if (!isOriginAllowed(request, this.env)) return 'This page may not connect here.';
    // Requests of a connection that exists carry its id.
    const isNew = !new URL(request.url ?? '/', 'http://here').searchParams.has('sid');
    if (!isNew) return undefined;
    if (this.intake.isDraining) return 'This server is closing.';
    const open = this.perAddress.get(addressOf(request, this.env.TRUSTED_PROXIES)) ?? 0;
    return open < this.env.SOCKETS_PER_ADDRESS ? undefined : 'Too many connections from this address.';
  }

  private count(address: string, change: 1 | -1): void {
    const open = (this.perAddress.get(address) ?? 0) + change;
    if (open > 0) this.perAddress.set(address, open);
    else this.perAddress.delete(address);
  }
}

/** Engine.IO itself would answer a refused WebSocket with 400, as if it had been misspelt. */
function refuseUpgrade({ socket }: IncomingMessage): void {
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}
