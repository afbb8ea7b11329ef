import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, Socket } from 'node:net';

type Direction = 'toServer' | 'toClient';

/** One connection through the line, and what it still holds back in each direction. */
class Link {
  private readonly queues: Record<Direction, Promise<void>> = {
    toServer: Promise.resolve(),
    toClient: Promise.resolve(),
  };

  constructor(
    readonly client: Socket,
    readonly server: Socket,
    private readonly line: Line,
  ) {
    this.carry('toServer', client, server);
    this.carry('toClient', server, client);
    for (const socket of [client, server]) {
      socket.on('error', () => this.cut());
      socket.on('close', () => this.cut());
    }
  }

  cut(): void {
    this.client.destroy();
    this.server.destroy();
  }

  reset(): void {
    this.client.resetAndDestroy();
    this.server.resetAndDestroy();
  }

  private carry(direction: Direction, from: Socket, to: Socket): void {
    from.on('data', (bytes: Buffer) => {
      if (this.line.swallows(direction)) return;
      if (direction === 'toServer' && this.line.springs(bytes)) {
        to.write(bytes, () => setTimeout(() => this.reset(), 2));
        from.removeAllListeners('data');
        to.removeAllListeners('data');
        return;
      }
      const { delayMs, bytesPerSecond } = this.line;
      if (delayMs === 0 && bytesPerSecond === Number.POSITIVE_INFINITY) {
        to.write(bytes);
        return;
      }
      // Each direction keeps its order: what comes later waits for what came before.
      const dueAt = performance.now() + delayMs;
      const sending = (bytes.length / bytesPerSecond) * 1000;
      this.queues[direction] = this.queues[direction].then(async () => {
        await wait(Math.max(dueAt - performance.now(), sending));
        to.write(bytes);
      });
    });
  }
}

/** Stands between a client and a server and does to their bytes what bad networks do. */
export class Line {
  delayMs = 0;
  bytesPerSecond = Number.POSITIVE_INFINITY;
  /** Bytes that went towards the server since the start; tells that a request has left. */
  bytesToServer = 0;
  private readonly swallowed = new Set<Direction>();
  private readonly links = new Set<Link>();
  private isRefusing = false;
  private trap: { word: string; hits: number; chance: () => boolean } | null = null;

  private constructor(
    private readonly listener: Server,
    private readonly target: number,
  ) {
    listener.on('connection', (client) => this.join(client));
  }

  /** Listens on a free port and leads to `target`, a port of this machine. */
  static async to(target: number): Promise<Line> {
    const listener = createServer();
    const line = new Line(listener, target);
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    return line;
  }

  get port(): number {
    return (this.listener.address() as AddressInfo).port;
  }

  swallows(direction: Direction): boolean {
    return this.swallowed.has(direction);
  }

  /** From now on nothing gets through in this direction, and nobody is told. */
  swallow(...directions: Direction[]): void {
    for (const direction of directions) this.swallowed.add(direction);
  }

  /** From now on, where `chance` says so, a connection ends after it has sent `word` and before it gets the answer. */
  cutAfter(word: string, chance: () => boolean): void {
    this.trap = { word, hits: 0, chance };
  }

  /** How often that happened. */
  get sprung(): number {
    return this.trap?.hits ?? 0;
  }

  springs(bytes: Buffer): boolean {
    const { trap } = this;
    if (!trap || !bytes.includes(trap.word) || !trap.chance()) return false;
    trap.hits += 1;
    return true;
  }

  /** Ends every connection, as a network does that goes away. */
  cut(): void {
    for (const link of this.links) link.cut();
  }

  /** Ends every connection with a reset. */
  reset(): void {
    for (const link of this.links) link.reset();
  }

  /** New connections are turned away, those there are end. */
  refuse(): void {
    this.isRefusing = true;
    this.cut();
  }

  /** Everything gets through again; what was swallowed is gone. */
  heal(): void {
    this.isRefusing = false;
    this.delayMs = 0;
    this.bytesPerSecond = Number.POSITIVE_INFINITY;
    this.swallowed.clear();
    this.trap = null;
  }

  async stop(): Promise<void> {
    this.listener.close();
    this.cut();
    await once(this.listener, 'close');
  }

  private join(client: Socket): void {
    if (this.isRefusing) {
      client.destroy();
      return;
    }
    const server = new Socket().connect(this.target, '127.0.0.1');
    client.setNoDelay();
    server.setNoDelay();
    client.on('data', (bytes: Buffer) => {
      this.bytesToServer += bytes.length;
    });
    const link = new Link(client, server, this);
    this.links.add(link);
    client.on('close', () => this.links.delete(link));
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
