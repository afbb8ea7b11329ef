import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '../core/env';
import { log } from '../core/log';
import { AgentLeases } from './agent-leases';
import { SocketServer } from './socket-server';
import { type AnySocket, tell } from './sockets';

const MAX_DELAY = 5000;
const RUNNING_WITHIN = 10_000;
/** The more clients there are, the longer the time over which they go, so that the other servers are not overrun. */
const SPREAD_PER_SOCKET = 10;
const MAX_SPREAD = 5000;
const BATCH = 500;

/** How a server stops: no new connections, everybody told to go elsewhere, what runs finished, the rest closed. */
@Injectable()
export class Drain implements BeforeApplicationShutdown {
  constructor(
    private readonly server: SocketServer,
    private readonly leases: AgentLeases,
    @Inject(ENV) private readonly env: Env,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    // A balancer needs a moment to see that this server is not ready any more.
    await pause(Math.min(this.env.DRAIN_DELAY_MILLISECONDS, MAX_DELAY));
    this.server.intake.isDraining = true;

    const sockets = this.sockets();
    const spread = Math.min(MAX_SPREAD, sockets.length * SPREAD_PER_SOCKET);
    for (const socket of sockets) tell(socket, 'server:draining', { afterMs: Math.round(Math.random() * spread) });
    const goneBy = performance.now() + spread;

    await this.until(() => this.server.intake.running === 0, performance.now() + RUNNING_WITHIN);
    await this.until(() => this.sockets().length === 0, goneBy);
    await this.closeAll();
    await this.leases.settled();
    log.info({ sockets: sockets.length }, 'drained');
  }

  /** By closing the transport, which clients take as a reason to connect again; `disconnect` would keep them away. */
  private async closeAll(): Promise<void> {
    const sockets = this.sockets();
    for (let from = 0; from < sockets.length; from += BATCH) {
      for (const socket of sockets.slice(from, from + BATCH)) socket.conn.close();
      await pause(1);
    }
    await this.until(() => this.sockets().length === 0, performance.now() + 1000);
    (this.server.io.engine as { close(): void } | undefined)?.close();
  }

  private async until(isTrue: () => boolean, at: number): Promise<void> {
    while (!isTrue() && performance.now() < at) await pause(10);
  }

  private sockets(): AnySocket[] {
    return [...this.server.agents.sockets.values(), ...this.server.customers.sockets.values()];
  }
}
