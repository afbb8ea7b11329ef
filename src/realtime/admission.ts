import { Injectable } from '@nestjs/common';
import { ActorLoader, type SignedIn } from '../auth/actor-loader';
import { AppError } from '../core/app-error';
import { toErrorBody } from '../core/error-body';
import { AccessChanges } from './access-changes';
import type { AnyNamespace, AnySocket, Connection } from './sockets';

type Kind = SignedIn['kind'];

/** Finds out who connects, before the connection exists. */
@Injectable()
export class Admission {
  constructor(
    private readonly actors: ActorLoader,
    private readonly changes: AccessChanges,
  ) {}

  /** Nobody is handled, and nobody misses a push, before it is known who they are. */
  guard(namespace: AnyNamespace, kind: Kind): void {
    namespace.use((socket, next) => {
      this.admit(socket, kind).then(
        () => next(),
        (error: unknown) => next(refusal(error)),
      );
    });
  }

  /** Another token of the same person, before the old one ends. */
  async refresh(socket: AnySocket, token: string): Promise<void> {
    const { actor } = socket.data;
    const fresh = await this.identify(token, actor.kind);
    if (fresh.actor.id !== actor.id) throw new AppError('UNAUTHENTICATED', 'This token is somebody else’s.');
    Object.assign(socket.data, fresh);
  }

  private async admit(socket: AnySocket, kind: Kind): Promise<void> {
    // Polling needs every request to reach the same server, which staff, who need all of them, do not depend on.
    if (kind === 'employee' && socket.conn.transport.name !== 'websocket') {
      throw new AppError('FORBIDDEN', 'Staff connect by WebSocket only.');
    }
    // From here alone: cookies come by themselves, and addresses are written to logs.
    const known = await this.identify(socket.handshake.auth.token, kind);
    socket.data = {
      ...known,
      follows: new Map(),
      watchedShop: undefined,
      watchedTicketShop: undefined,
    } as typeof socket.data;
  }

  private async identify(token: unknown, kind: Kind): Promise<Pick<Connection, 'actor' | 'expiresAt' | 'accessSeen'>> {
    const accessSeen = this.changes.count;
    const { actor, expiresAt } = await this.actors.ofToken(token);
    if (actor.kind !== kind) throw new AppError('UNAUTHENTICATED', 'This token is for another door.');
    return { actor, expiresAt: expiresAt.getTime(), accessSeen };
  }
}

/** Socket.IO sends this error's message and `data` to the client, so they say no more than an answer would. */
function refusal(error: unknown): Error {
  const body = toErrorBody(error);
  return Object.assign(new Error(body.message), { data: body });
}
