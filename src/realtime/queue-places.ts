import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { QueuePositions } from '../chats/queue-positions.service';
import { Gathering } from './gathering';
import { rooms } from './rooms';
import { SocketServer } from './socket-server';
import { isAnybodyIn } from './sockets';

const EVERY_MS = 1000;
/** Estimates change with time alone. */
const REFRESH_MS = 15_000;

interface Queue {
  shopId: string;
  teamId: string | null;
}

/** Tells waiting customers of this server their place, when it or the estimate has changed. */
@Injectable()
export class QueuePlaces implements OnApplicationShutdown {
  private readonly queues = new Gathering<Queue>(EVERY_MS, (queues) => this.tell(queues));
  /** Queues in which somebody waits who is connected here, with what they were told last. */
  private waiting = new Map<string, { queue: Queue; told: Map<string, string> }>();
  private readonly timer = setInterval(() => this.refresh(), REFRESH_MS).unref();

  constructor(
    private readonly server: SocketServer,
    private readonly positions: QueuePositions,
  ) {}

  changed(shopId: string, teamId: string | null): void {
    if (this.server.customers.sockets.size > 0)
      this.queues.add(rooms.teamQueue({ shopId, teamId }), { shopId, teamId });
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
    this.queues.stop();
  }

  private refresh(): void {
    for (const { queue } of this.waiting.values()) this.changed(queue.shopId, queue.teamId);
  }

  private async tell(queues: Map<string, Queue>): Promise<void> {
    for (const [key, queue] of queues) {
      const before = this.waiting.get(key)?.told;
      const told = new Map<string, string>();
      for (const { customerId, position } of await this.positions.waitingOf(queue.shopId, queue.teamId)) {
        const room = rooms.person(customerId);
        if (!isAnybodyIn(this.server.customers, room)) continue;
        const text = JSON.stringify(position);
        told.set(customerId, text);
        if (before?.get(customerId) !== text) this.server.customers.to(room).emit('queue:position', position);
      }
      if (told.size > 0) this.waiting.set(key, { queue, told });
      else this.waiting.delete(key);
    }
  }
}
