import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ENV, type Env } from '../core/env';
import { MessageFeed } from './message-feed';
import { SocketServer } from './socket-server';
import { type AnySocket, endSession, tell } from './sockets';

const EXPIRY_LOOK_MS = 1000;
const EXPIRY_GRACE_SECONDS = 60;

/** What every open connection is told or asked from time to time. */
@Injectable()
export class Heartbeat implements OnApplicationShutdown {
  private readonly beat: NodeJS.Timeout;
  private readonly expiry: NodeJS.Timeout;
  private readonly graceMs: number;

  constructor(
    private readonly server: SocketServer,
    private readonly messages: MessageFeed,
    @Inject(ENV) env: Env,
  ) {
    // Time to get another token: a minute, or for tokens that live shorter as long again.
    this.graceMs = Math.min(EXPIRY_GRACE_SECONDS, env.ACCESS_TOKEN_SECONDS) * 1000;
    this.beat = setInterval(() => this.tellPositions(), env.HEARTBEAT_MILLISECONDS).unref();
    this.expiry = setInterval(() => this.endExpired(), EXPIRY_LOOK_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.beat);
    clearInterval(this.expiry);
  }

  /** A client that is behind these numbers has missed something, and asks. */
  private tellPositions(): void {
    for (const socket of this.sockets()) {
      const { follows, actor } = socket.data;
      if (follows.size === 0) continue;
      const audience = actor.kind === 'employee' ? 'staff' : 'customer';
      const positions = [...follows.keys()].map((id) => [id, this.messages.position(id, audience)] as const);
      tell(
        socket,
        'positions',
        Object.fromEntries(positions.filter((entry): entry is [string, number] => entry[1] !== undefined)),
      );
    }
  }

  private endExpired(): void {
    const latest = Date.now() - this.graceMs;
    for (const socket of this.sockets()) {
      if (socket.data.expiresAt < latest)
        endSession(socket, { code: 'UNAUTHENTICATED', message: 'The token has expired.' });
    }
  }

  private sockets(): AnySocket[] {
    return [...this.server.agents.sockets.values(), ...this.server.customers.sockets.values()];
  }
}
