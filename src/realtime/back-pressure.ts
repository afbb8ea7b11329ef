import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { log } from '../core/log';
import { SocketServer } from './socket-server';

const LOOK_MS = 1000;
const MAX_BYTES = 1024 * 1024;
const MAX_PACKETS = 500;

/** As much of Engine.IO's connection as it takes to see what waits in it; its own type keeps most of this private. */
interface Outflow {
  writeBuffer: { data?: unknown }[];
  transport: { socket?: { bufferedAmount: number; terminate(): void } };
  close(discard?: boolean): void;
}

/** Cuts clients that do not read what they are sent, before it fills the memory. They come back and ask for what they missed. */
@Injectable()
export class BackPressure implements OnApplicationShutdown {
  private readonly timer = setInterval(() => this.look(), LOOK_MS).unref();
  private suspects = new Set<Outflow>();

  constructor(private readonly server: SocketServer) {}

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const connections =
      (this.server.io.engine as unknown as { clients?: Record<string, Outflow> } | undefined)?.clients ?? {};
    const before = this.suspects;
    this.suspects = new Set(Object.values(connections).filter(isStuck));
    for (const connection of this.suspects) {
      // A burst is read by the next look; who has as much waiting then does not read.
      if (!before.has(connection)) continue;
      log.warn({ packets: connection.writeBuffer.length }, 'a client that does not read was cut');
      cut(connection);
    }
  }
}

function isStuck({ writeBuffer, transport }: Outflow): boolean {
  const unsent = transport.socket?.bufferedAmount ?? 0;
  // Nearly always, and there are very many.
  if (writeBuffer.length === 0) return unsent > MAX_BYTES;
  if (writeBuffer.length > MAX_PACKETS) return true;
  const queued = writeBuffer.reduce(
    (sum, { data }) => sum + (typeof data === 'string' || Buffer.isBuffer(data) ? data.length : 0),
    0,
  );
  return queued + unsent > MAX_BYTES;
}

/** A closing handshake would wait for somebody who does not read. */
function cut(connection: Outflow): void {
  const { socket } = connection.transport;
  connection.close(true);
  socket?.terminate();
}
