import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agents } from '../chats/agents.service';
import { Presences } from '../chats/presences.service';
import { Gathering } from './gathering';
import { rooms } from './rooms';
import { SocketServer } from './socket-server';
import { socketsIn } from './sockets';

const EVERY_MS = 250;

/** Tells everybody in a shop which colleagues are there for chats, and agents what the service takes them for. */
@Injectable()
export class AgentFeed implements OnApplicationShutdown {
  private readonly agents = new Gathering<true>(EVERY_MS, (ids) => this.tell([...ids.keys()]));

  constructor(
    private readonly server: SocketServer,
    private readonly views: Agents,
    private readonly presences: Presences,
  ) {}

  agentChanged(employeeId: string): void {
    this.agents.add(employeeId, true);
  }

  onApplicationShutdown(): void {
    this.agents.stop();
  }

  private async tell(ids: string[]): Promise<void> {
    if (this.server.agents.sockets.size === 0) return;
    for (const { id, shopId, presence, isConnected, load, capacity } of await this.views.views(ids)) {
      // Those who work for all shops see every colleague.
      this.server.agents
        .to([rooms.staff(shopId), rooms.staff(null)])
        .emit('presence:changed', { id, presence, isConnected, load, capacity });
    }
    for (const id of ids) await this.tellThemselves(id);
  }

  private async tellThemselves(id: string): Promise<void> {
    const [socket] = socketsIn(this.server.agents, rooms.person(id));
    if (socket)
      this.server.agents.to(rooms.person(id)).emit('presence:mine', await this.presences.of(socket.data.actor));
  }
}
