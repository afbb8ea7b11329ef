import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agents } from '../chats/agents.service';
import { Gathering } from './gathering';
import { rooms } from './rooms';
import { SocketServer } from './socket-server';
import { isAnybodyIn } from './sockets';

const EVERY_MS = 250;

/** Tells everybody in a shop which colleagues are there for chats, and agents what the service takes them for. */
@Injectable()
export class AgentFeed implements OnApplicationShutdown {
  private readonly agents = new Gathering<true>(EVERY_MS, (ids) => this.tell([...ids.keys()]));

  constructor(
    private readonly server: SocketServer,
    private readonly people: Agents,
  ) {}

  agentChanged(employeeId: string): void {
    this.agents.add(employeeId, true);
  }

  onApplicationShutdown(): void {
    this.agents.stop();
  }

  private async tell(ids: string[]): Promise<void> {
    const { agents } = this.server;
    if (agents.sockets.size === 0) return;
    for (const { id, shopId, presence, isAutomatic, isConnected, load, capacity } of await this.people.told(ids)) {
      // Those who work for all shops see every colleague.
      agents
        .to([rooms.staff(shopId), rooms.staff(null)])
        .emit('presence:changed', { id, presence, isConnected, load, capacity });
      if (isAnybodyIn(agents, rooms.person(id)))
        agents.to(rooms.person(id)).emit('presence:mine', { presence, isAutomatic, load, capacity });
    }
  }
}
