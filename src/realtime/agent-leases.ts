import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agents } from '../chats/agents.service';
import { ENV, type Env } from '../core/env';
import { log } from '../core/log';
import { rooms } from './rooms';
import { SocketServer } from './socket-server';
import { isAnybodyIn } from './sockets';

const RENEW_MS = 10_000;

/**
 * Keeps the leases of the agents connected to this server. When the server dies nobody has to notice: the leases end by
 * themselves.
 */
@Injectable()
export class AgentLeases implements OnApplicationShutdown {
  /** The last thing under way for each agent, so that coming and going are stored in their order. */
  private readonly underWay = new Map<string, Promise<void>>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly server: SocketServer,
    private readonly agents: Agents,
    @Inject(ENV) env: Env,
  ) {
    this.timer = setInterval(() => this.renewAll(), Math.min(RENEW_MS, env.AGENT_GRACE_SECONDS * 250)).unref();
  }

  arrived(employeeId: string): void {
    this.next(employeeId, () => this.agents.connected(employeeId));
  }

  /** Only if none of their other connections is here. */
  left(employeeId: string): void {
    this.next(employeeId, async () => {
      if (!this.isHere(employeeId)) await this.agents.gone(employeeId);
    });
  }

  /** Another server may have said that they are gone. */
  confirm(employeeId: string): void {
    if (this.isHere(employeeId)) this.next(employeeId, () => this.agents.renew([employeeId]));
  }

  /** Once all comings and goings are stored. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay.values());
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private next(employeeId: string, step: () => Promise<void>): void {
    const before = this.underWay.get(employeeId) ?? Promise.resolve();
    const done = before
      .then(step)
      .catch((error: unknown) => log.warn({ err: error }, 'could not store that an agent came or went'));
    this.underWay.set(employeeId, done);
    void done.finally(() => {
      if (this.underWay.get(employeeId) === done) this.underWay.delete(employeeId);
    });
  }

  private renewAll(): void {
    const ids = new Set([...this.server.agents.sockets.values()].map((socket) => socket.data.actor.id));
    this.agents
      .renew([...ids])
      .catch((error: unknown) => log.warn({ err: error }, 'could not renew the leases of agents'));
  }

  private isHere(employeeId: string): boolean {
    return isAnybodyIn(this.server.agents, rooms.person(employeeId));
  }
}
